import type { Highs } from 'highs'
import type { Instance } from '../instance/instance-parts.ts'
import type { Built } from '../program/layout.ts'
import { codeOf, type Kind, type Program } from '../program/program.ts'
import { type Deadline, solverSeconds } from '../solving/deadline.ts'
import { elasticProgram } from '../solving/elastic.ts'
import { modelData } from '../solving/highs.ts'
import { partOf } from './program-part.ts'

const codes = (names: readonly Kind[]) => new Set(names.map(codeOf))
/** Rows about the whole horizon; they say nothing about its first periods alone. */
const whole = codes([
  'commitmentRow',
  'budgetTotalRow',
  'maintenanceRow',
  'strategyRow',
  'cutRow',
  'lockRow',
  'shareRow',
])
const aboutPoints = codes(['balance', 'shelfRow', 'safetyRow'])
const aboutSources = codes(['setupRow', 'lotRow', 'minLotRow', 'commitmentRow', 'boundRow', 'changeRow'])
const aboutCapacities = codes([
  'capacityRow',
  'idleRow',
  'leastHoursRow',
  'workersRow',
  'overtimeRow',
  'regularRow',
  'maintenanceRow',
])

/**
 * Finds few rows of the program that contradict each other. Most conflicts show in the first periods, or at one resource, so
 * those small parts are looked at before the whole. In each part every rule may give way at one per unit; the rows with
 * a price in the least giving way are the suspects. Undefined where all rules can be kept.
 */
export function suspects(highs: Highs, { program, instance }: Built, deadline: Deadline): number[] | undefined {
  const periods = instance.periods.length
  const { rowTag, colTag } = program
  for (const first of [1, 2, 4].filter((each) => each < periods)) {
    const found = suspectsIn(
      (i) => rowTag.period[i]! < first && !whole.has(rowTag.kind[i]!),
      (j) => colTag.period[j]! < first,
    )
    if (found) return found
  }
  for (const c of program.columns > 2000 ? fullestFirst(instance) : []) {
    const points = madeWith(instance, c)
    const found = suspectsIn((i) => isAbout(rowTag.kind[i]!, rowTag.ref[i]!, c, points))
    if (found) return found
  }
  return priced(highs, program, deadline)

  function suspectsIn(chosen: (row: number) => boolean, mayStay?: (column: number) => boolean): number[] | undefined {
    const rows: number[] = []
    for (let i = 0; i < program.rows; i++) if (chosen(i)) rows.push(i)
    return priced(highs, partOf(program, rows, mayStay).program, deadline)?.map((i) => rows[i]!)
  }

  function isAbout(kind: number, ref: number, c: number, points: ReadonlySet<number>): boolean {
    if (aboutPoints.has(kind)) return points.has(ref)
    if (kind === codeOf('demandRow')) return points.has(instance.demand[ref]!.point)
    if (aboutSources.has(kind)) return points.has(instance.sources[ref]!.point)
    return aboutCapacities.has(kind) && ref === c
  }
}

/** Rows that speak of the first periods alone, or all rows where no number of periods is given. */
export function rowsOfFirst({ rows, rowTag }: Program, periods: number | undefined): number[] {
  const chosen: number[] = []
  for (let i = 0; i < rows; i++)
    if (periods === undefined || (rowTag.period[i]! < periods && !whole.has(rowTag.kind[i]!))) chosen.push(i)
  return chosen
}

/** Capacities by what customers and targets surely ask of them, as a share of what there is. */
function fullestFirst({ capacities, sources, demand, points }: Instance): number[] {
  const asked = points.map((each) => Math.max(...each.min))
  for (const each of demand)
    if (!each.lostCost) for (const quantity of each.quantity) asked[each.point] = asked[each.point]! + quantity
  const needed = asked.map((): number | undefined => undefined)
  const users = points.map(() => [] as { point: number; quantity: number }[])
  for (const { kind, point, uses, yield: good } of sources)
    for (const use of kind === 'ship' ? [] : uses)
      if (!users[use.point]!.some((each) => each.point === point))
        users[use.point]!.push({ point, quantity: use.quantity / good })
  const need = (point: number): number => {
    needed[point] ??= users[point]!.reduce((total, use) => total + need(use.point) * use.quantity, asked[point]!)
    return needed[point]
  }
  const load = capacities.map(() => 0)
  for (const source of sources)
    for (const { capacity, hours } of source.hours) load[capacity] = load[capacity]! + hours * need(source.point)
  const there = capacities.map((each) => each.hours.reduce((total, hours) => total + hours, 1e-9))
  return capacities.map((_, c) => c).sort((a, b) => load[b]! / there[b]! - load[a]! / there[a]!)
}

/** The points that are made with a capacity, and those in which they go. */
function madeWith({ sources }: Instance, capacity: number): Set<number> {
  const points = new Set(
    sources
      .filter((each) => [...each.hours, ...each.setupHours].some((one) => one.capacity === capacity))
      .map((each) => each.point),
  )
  for (let grown = true; grown; ) {
    grown = false
    for (const source of sources)
      if (!points.has(source.point) && source.uses.some((use) => points.has(use.point))) {
        points.add(source.point)
        grown = true
      }
  }
  return points
}

function priced(highs: Highs, program: Program, deadline: Deadline): number[] | undefined {
  if (deadline.secondsLeft() <= 0) return undefined
  const elastic = elasticProgram(program)
  const cost = new Float64Array(elastic.program.columns)
  for (const relaxedRule of elastic.relaxedRules) cost[relaxedRule.column] = 1
  const prices = highs.withModel(modelData({ ...elastic.program, cost, offset: 0 }, { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline) })
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
    return model.getObjectiveValue() > 1e-7 ? model.getSolution().rowDual : undefined
  })
  if (!prices) return undefined
  const rows: number[] = []
  for (let i = 0; i < program.rows; i++) if (Math.abs(prices[i]!) > 1e-9) rows.push(i)
  return rows
}
