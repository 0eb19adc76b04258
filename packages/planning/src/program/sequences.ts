import type { Sequence } from '../instance/instance-parts.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'
import type { Requirements } from './requirements.ts'
import { largestLot } from './sources.ts'

const infinity = Number.POSITIVE_INFINITY

/**
 * What a resource is set up for at the start of each period, and the changes within it: a walk from recipe to recipe that begins where the
 * period before ended (A. R. Clark, S. J. Clark, 2000). Each recipe is entered once a period at most; an order of the recipes forbids walks
 * apart from the one that begins at the state. Made is only what the resource is set up for.
 */
export function addSequences(context: BuildContext & { need: Requirements }): void {
  context.instance.sequences.forEach((sequence, q) => {
    const first = addColumns(context, sequence, q)
    for (let t = 0; t < context.instance.periods.length; t++) addPeriod({ context, sequence, q, t, first })
    addHours(context, sequence, first.change)
  })
}

type First = { state: number; change: number; order: number }

function addColumns({ instance, draft, layout }: BuildContext, sequence: Sequence, q: number): First {
  const length = instance.periods.length
  const count = sequence.sources.length
  const block = (
    kind: 'state' | 'changeover' | 'order',
    rows: number,
    limits: (row: number, t: number) => number[],
  ) => {
    let first = -1
    for (let row = 0; row < rows; row++)
      for (let t = 0; t < length; t++) {
        const [cost, low, high] = limits(row, t) as [number, number, number]
        const column = draft.column(codeOf(kind), q, t, cost, low, high)
        if (first < 0) first = column
        if (kind !== 'order') draft.integral(column)
      }
    return first
  }
  const state = block('state', count + 1, (k, t) => {
    const opens = k === sequence.opening ? 1 : 0
    return t === 0 ? [0, opens, opens] : [0, 0, k === count && sequence.opening !== count ? 0 : 1]
  })
  const change = block('changeover', sequence.steps.length, (step, t) => [sequence.steps[step]!.cost[t]!, 0, 1])
  const order = block('order', count, () => [0, 0, count])
  layout.states[q] = state
  layout.changes[q] = change
  return { state, change, order }
}

function addPeriod(given: {
  context: BuildContext & { need: Requirements }
  sequence: Sequence
  q: number
  t: number
  first: First
}): void {
  const { context, sequence, q, t, first } = given
  const { instance, draft, layout } = context
  const length = instance.periods.length
  const count = sequence.sources.length
  const at = (block: keyof First, row: number, period = t) => first[block] + row * length + period
  const row = (low: number, high: number) => draft.row(codeOf('sequenceRow'), q, t, low, high)
  const one = row(1, 1)
  for (let k = 0; k <= count; k++) draft.entry(one, at('state', k), 1)
  for (let k = 0; k <= count; k++) {
    const flow = row(0, t + 1 < length ? 0 : 1)
    draft.entry(flow, at('state', k), 1)
    if (t + 1 < length) draft.entry(flow, at('state', k, t + 1), -1)
    const once = k < count ? row(-infinity, 1) : -1
    const made = k < count ? row(-infinity, 0) : -1
    const most = k < count ? largestLot(context, instance.sources[sequence.sources[k]!]!, t) : 0
    if (k < count) {
      draft.entry(made, layout.start[sequence.sources[k]!]! + t, 1)
      draft.entry(made, at('state', k), -most)
    }
    sequence.steps.forEach(({ from, to }, step) => {
      if (from === k) draft.entry(flow, at('change', step), -1)
      if (to !== k) return
      draft.entry(flow, at('change', step), 1)
      draft.entry(once, at('change', step), 1)
      draft.entry(made, at('change', step), -most)
    })
  }
  sequence.steps.forEach(({ from, to }, step) => {
    if (from === count) return
    const later = row(-count, infinity)
    draft.entry(later, at('order', to), 1)
    draft.entry(later, at('order', from), -1)
    draft.entry(later, at('change', step), -(count + 1))
    draft.entry(later, at('state', to), count + 1)
  })
}

function addHours({ instance, draft, layout }: BuildContext, { steps }: Sequence, change: number): void {
  const length = instance.periods.length
  steps.forEach(({ hours }, step) => {
    for (const { capacity, hours: each } of hours)
      for (let t = 0; t < length; t++)
        for (const first of [layout.capacityRow[capacity]!, layout.idleRow[capacity]!, layout.leastHoursRow[capacity]!])
          if (first >= 0) draft.entry(first + t, change + step * length + t, each)
  })
}
