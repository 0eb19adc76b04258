import { wanted } from '../instance/demand.ts'
import type { Instance } from '../instance/instance-parts.ts'
import type { Strategy } from '../strategies/strategy.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'
import type { Requirements } from './requirements.ts'

const infinity = Number.POSITIVE_INFINITY

/** Adds the rules of a strategy. */
export function addStrategy(context: BuildContext & { strategy: Strategy; need: Requirements }): void {
  const most = context.strategy.kind === 'mixed' ? context.strategy.changes : 0
  if (context.strategy.kind === 'chase') addChase(context)
  else if (context.instance.capacities.some((each) => each.pool)) addFewWorkerChanges(context, most)
  else addFewRateChanges(context, most)
}

/** Stock of what customers want is no more than must be there. */
function addChase(context: BuildContext): void {
  const { instance, draft, layout } = context
  forbidBacklog(context)
  for (const [p, most] of chaseStock(instance))
    most.forEach((limit, t) => {
      const row = draft.row(codeOf('strategyRow'), p, t, -infinity, limit)
      draft.entry(row, layout.stock[p]! + t, 1)
    })
}

/** Most stock under chase, by point that customers want from and period: what is left of the opening stock, and the targets. */
export function chaseStock(instance: Instance): Map<number, Float64Array> {
  const limits = new Map<number, Float64Array>()
  for (const p of new Set(instance.demand.map((each) => each.point))) {
    const point = instance.points[p]!
    let left = point.opening
    const most = Float64Array.from(instance.periods, (_, t) => {
      left += point.arrivals[t]!
      for (const each of instance.demand) if (each.point === p) left -= wanted(each, t)
      left = Math.max(0, left)
      return Math.max(left, point.min[t]!, point.safety?.[t] ?? 0)
    })
    limits.set(p, most)
  }
  return limits
}

/** Chase delivers in time: no backlog but what there was. */
function forbidBacklog({ instance, draft, layout }: BuildContext): void {
  instance.demand.forEach((demand, d) => {
    if (layout.backlog[d]! < 0) return
    for (let t = 0; t < instance.periods.length; t++) {
      const row = draft.row(codeOf('strategyRow'), demand.point, t, -infinity, demand.openingBacklog)
      draft.entry(row, layout.backlog[d]! + t, 1)
    }
  })
}

/** After the first period, hires and releases happen in at most `most` periods. */
function addFewWorkerChanges({ instance, draft, layout }: BuildContext, most: number): void {
  instance.capacities.forEach((each, c) => {
    if (!each.pool) return
    const largest = Math.max(each.pool.opening, 1) * 100
    const changes = instance.periods.map((_, t) => {
      if (t === 0) return -1
      const change = most === 0 ? -1 : yes(c, t)
      for (const column of [layout.hires[c]! + t, layout.releases[c]! + t]) {
        const row = draft.row(codeOf('strategyRow'), c, t, -infinity, 0)
        draft.entry(row, column, 1)
        if (change >= 0) draft.entry(row, change, -largest)
      }
      return change
    })
    limit(changes.slice(1), c)
  })

  function yes(ref: number, t: number): number {
    const column = draft.column(codeOf('adjust'), ref, t, 0, 0, 1)
    draft.integral(column)
    return column
  }

  function limit(changes: number[], ref: number): void {
    if (most === 0) return
    const row = draft.row(codeOf('strategyRow'), ref, 0, -infinity, most)
    for (const column of changes) draft.entry(row, column, 1)
  }
}

/** After the first period, the production rate of each item that customers want changes in at most `most` periods. */
function addFewRateChanges({ instance, draft, layout }: BuildContext, most: number): void {
  for (const p of new Set(instance.demand.map((each) => each.point))) {
    const made = instance.sources.flatMap((each, s) => (each.kind === 'make' && each.point === p ? [s] : []))
    if (made.length === 0) continue
    let largest = 1
    for (const each of instance.demand) if (each.point === p) for (const quantity of each.quantity) largest += quantity
    const limit = most === 0 ? -1 : draft.row(codeOf('strategyRow'), p, 0, -infinity, most)
    for (let t = 1; t < instance.periods.length; t++) {
      const change = most === 0 ? -1 : draft.column(codeOf('adjust'), p, t, 0, 0, 1)
      if (change >= 0) {
        draft.integral(change)
        draft.entry(limit, change, 1)
      }
      for (const sign of [1, -1]) {
        const row = draft.row(codeOf('strategyRow'), p, t, -infinity, 0)
        for (const s of made) {
          draft.entry(row, layout.start[s]! + t, sign)
          draft.entry(row, layout.start[s]! + t - 1, -sign)
        }
        if (change >= 0) draft.entry(row, change, -largest)
      }
    }
  }
}
