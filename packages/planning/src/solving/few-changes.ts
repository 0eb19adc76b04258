import type { Highs } from 'highs'
import type { Built } from '../program/layout.ts'
import { codeOf, type Program } from '../program/program.ts'
import { obeys, objectiveOf } from '../program/proof.ts'
import { changePeriods } from './change-periods.ts'
import { type Deadline, solverSeconds } from './deadline.ts'
import { modelData } from './highs.ts'

/** A plan by its columns. */
interface FewChanges {
  readonly values: Float64Array
  readonly objective: number
}

/** Share of the time for all of it: the rest is the search's, for its proof. */
const share = 0.75

/**
 * A plan under `mixed`: for each item the periods in which what is made of it changes are chosen so that stock follows the plan without the
 * rule; with these the quantities are the best. Then changes move a period at a time, as long as that gains. `bound`: what no such plan
 * can be below. Undefined where the strategy is another, or changes workers.
 */
export function fewChanges(input: {
  highs: Highs
  built: Built
  deadline: Deadline
  gap: number
  stopped: () => boolean
  onBetter: (values: Float64Array) => void
}): (FewChanges & { readonly bound: number }) | undefined {
  const { highs, built, deadline, gap, stopped, onBetter } = input
  const { program, strategy, instance } = built
  const groups = itemsOf(built)
  if (strategy?.kind !== 'mixed' || groups.size === 0 || instance.capacities.some((each) => each.pool)) return undefined
  const begin = deadline.secondsLeft()
  const isOver = () => stopped() || deadline.secondsLeft() < (1 - share) * begin
  const free = relaxed(input, new Map())
  if (!free) return undefined
  const kept = chosen({ built, groups, free: free.values, most: strategy.changes })
  const first = relaxed(input, kept)
  if (!first || !obeys(program, first.values)) return undefined
  onBetter(first.values)
  const isEnough = (objective: number) => isOver() || gapOf(objective, free.objective) <= gap
  const order = [...groups.keys()].sort((a, b) => mismatch(b) - mismatch(a))
  const best = moved({ highs, built, deadline, kept, first, items: order.map((p) => groups.get(p)!), isEnough })
  if (best !== first) onBetter(best.values)
  return { ...best, bound: free.objective }

  /** How far the item's stock lies from the plan without the rule, in money of holding. */
  function mismatch(p: number): number {
    const [column, { holding }] = [built.layout.stock[p]!, instance.points[p]!]
    return holding.reduce((sum, h, t) => sum + h * Math.abs(first!.values[column + t]! - free!.values[column + t]!), 0)
  }
}

/** Moves one change of one item to the period before or after, solving on from the last basis, and keeps what gains. */
function moved(given: {
  highs: Highs
  built: Built
  deadline: Deadline
  kept: Map<number, number>
  first: FewChanges
  items: readonly (readonly number[])[]
  isEnough: (objective: number) => boolean
}): FewChanges {
  const { highs, built, deadline, kept, first, items, isEnough } = given
  const { program } = built
  const model = highs.createModel(modelData(withKept(built, kept), { relaxed: true }))
  try {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline) })
    model.run()
    let least = first.objective
    let found: Float64Array | undefined
    for (let gained = true; gained; ) {
      gained = false
      for (const columns of items)
        for (const [from, to] of neighbours(columns, kept)) {
          if (isEnough(least)) return ended(found, first, built)
          if (kept.get(from) !== 1 || kept.get(to) !== 0) continue
          set(from, 0)
          set(to, 1)
          model.zeroAllClocks()
          model.options.set('time_limit', solverSeconds(deadline))
          model.run()
          const isBest = model.getModelStatus() === highs.constants.modelStatus.optimal
          const objective = isBest ? model.getObjectiveValue() : Number.POSITIVE_INFINITY
          if (objective < least - 1e-7 * Math.abs(least)) {
            least = objective
            found = model.getSolution().colValue
            kept.set(from, 0).set(to, 1)
            gained = true
          } else {
            set(from, 1)
            set(to, 0)
          }
        }
    }
    return ended(found, first, built)
  } finally {
    model.dispose()
  }

  function set(column: number, value: number): void {
    model.changeColBounds(column, value, value)
  }

  function ended(values: Float64Array | undefined, before: FewChanges, { program: of }: Built): FewChanges {
    return values && obeys(of, values) ? { values, objective: objectiveOf(program, values) } : before
  }
}

/** Pairs of columns: a change that is there, and the place beside it that is free. */
function neighbours(columns: readonly number[], kept: ReadonlyMap<number, number>): [number, number][] {
  return columns.flatMap((from, at) =>
    kept.get(from) === 1
      ? [columns[at - 1], columns[at + 1]].flatMap((to): [number, number][] =>
          to !== undefined && kept.get(to) === 0 ? [[from, to]] : [],
        )
      : [],
  )
}

function gapOf(objective: number, bound: number): number {
  return Math.max(0, objective - bound) / Math.max(1e-9, Math.abs(objective))
}

function withKept({ program }: Built, kept: ReadonlyMap<number, number>): Program {
  const [colLower, colUpper] = [program.colLower.slice(), program.colUpper.slice()]
  for (const [column, value] of kept) colLower[column] = colUpper[column] = value
  return { ...program, colLower, colUpper }
}

/** The columns that say whether an item's rate changes, by point. */
function itemsOf({ program }: Built): Map<number, number[]> {
  const [code, found] = [codeOf('adjust'), new Map<number, number[]>()]
  for (let j = 0; j < program.columns; j++) {
    if (program.colTag.kind[j] !== code || !program.integer[j]) continue
    const p = program.colTag.ref[j]!
    found.set(p, [...(found.get(p) ?? []), j])
  }
  return found
}

/** The best quantities where some columns are kept as they are and no number has to be whole. */
function relaxed(
  { highs, built, deadline }: { highs: Highs; built: Built; deadline: Deadline },
  kept: ReadonlyMap<number, number>,
): FewChanges | undefined {
  const { program } = built
  return highs.withModel(modelData(withKept(built, kept), { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline) })
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
    const values = model.getSolution().colValue
    return { values, objective: objectiveOf(program, values) }
  })
}

function chosen(given: {
  built: Built
  groups: ReadonlyMap<number, readonly number[]>
  free: Float64Array
  most: number
}): Map<number, number> {
  const { built, groups, free, most } = given
  const { instance, layout, program } = built
  const kept = new Map<number, number>()
  for (const [p, columns] of groups) {
    const rate = instance.periods.map((_, t) =>
      instance.sources.reduce(
        (sum, each, s) => (each.kind === 'make' && each.point === p ? sum + free[layout.start[s]! + t]! : sum),
        0,
      ),
    )
    const backlog = instance.demand.flatMap(({ point, backlogCost, lostCost }) =>
      point === p ? [Math.min(backlogCost?.[0] ?? lostCost?.[0] ?? 0, lostCost?.[0] ?? Number.POSITIVE_INFINITY)] : [],
    )
    const at = changePeriods({
      rate,
      stock: instance.periods.map((_, t) => free[layout.stock[p]! + t]!),
      holding: instance.points[p]!.holding,
      backlog: Math.max(1e-6, ...backlog),
      most,
    })
    for (const column of columns) kept.set(column, at.has(program.colTag.period[column]!) ? 1 : 0)
  }
  return kept
}
