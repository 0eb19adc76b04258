import { wanted } from '../instance/demand.ts'
import { activitiesOf } from '../program/activities.ts'
import type { Built } from '../program/layout.ts'
import { codeOf, type Kind } from '../program/program.ts'
import { overtimeOf, type PartialPlan, type Staffing } from './partial-plan.ts'
import type { Unserved } from './serve.ts'

const measures = (['rise', 'fall', 'changeUp', 'changeDown', 'rateUp', 'rateDown'] as const satisfies Kind[]).map(
  codeOf,
)

interface Filling {
  readonly built: Built
  readonly partial: PartialPlan
  readonly staffing: Staffing
  readonly unserved: Unserved
}

/** Fills the columns of the program as the partial plan has them; what measures a change is computed from its row. */
export function filledColumns(input: Filling): Float64Array {
  const values = new Float64Array(input.built.program.columns)
  fillStarts(input, values)
  fillStock(input, values)
  fillDemand(input, values)
  fillHours(input, values)
  fillMeasures(input.built, values)
  return values
}

function fillStarts({ built, partial }: Filling, values: Float64Array): void {
  const { instance, layout } = built
  const { length } = partial
  instance.sources.forEach((_, s) => {
    for (let t = 0; t < length; t++) {
      const quantity = partial.started[s * length + t]!
      values[layout.start[s]! + t] = quantity
      if (layout.setup[s]! >= 0) values[layout.setup[s]! + t] = quantity > 0 ? 1 : 0
    }
  })
}

function fillStock({ built, partial }: Filling, values: Float64Array): void {
  const { instance, layout } = built
  const { length } = partial
  instance.points.forEach(({ safety, min }, p) => {
    for (let t = 0; t < length; t++) {
      const stock = partial.stock[p * length + t]!
      const tidy = Math.abs(stock) < 1e-9 ? 0 : stock
      values[layout.stock[p]! + t] = tidy
      if (safety && safety[t]! > min[t]!) values[layout.shortfall[p]! + t] = Math.max(0, safety[t]! - tidy)
      if (layout.disposal[p]! >= 0) values[layout.disposal[p]! + t] = partial.disposed[p * length + t]!
    }
  })
}

function fillDemand({ built, partial, unserved }: Filling, values: Float64Array): void {
  const { instance, layout } = built
  const { length } = partial
  instance.demand.forEach((demand, d) => {
    for (let t = 0; t < length; t++) {
      const k = d * length + t
      const late = unserved.late[k]!
      const lost = unserved.lost[k]!
      if (layout.lost[d]! >= 0) values[layout.lost[d]! + t] = lost
      if (layout.backlog[d]! < 0) continue
      values[layout.backlog[d]! + t] = late
      const sold = wanted(demand, t) + (t > 0 ? unserved.late[k - 1]! : 0) - late - lost
      values[layout.sold[d]! + t] = Math.abs(sold) < 1e-9 ? 0 : sold
    }
  })
}

function fillHours({ built, partial, staffing }: Filling, values: Float64Array): void {
  const { instance, layout } = built
  const { length } = partial
  instance.capacities.forEach(({ overtime, shifts, pool }, c) => {
    for (let t = 0; t < length; t++) {
      const k = c * length + t
      const regular = Math.min(partial.used[k]!, staffing.hours[k]!)
      let over = partial.used[k]! - regular
      if (layout.regular[c]! >= 0) values[layout.regular[c]! + t] = regular
      if (layout.maintenance[c]! >= 0) values[layout.maintenance[c]! + t] = staffing.stops[k]!
      if (pool) values[layout.workers[c]! + t] = staffing.workers[k]!
      const most = overtime ? overtimeOf(overtime, t, staffing.workers[k]!) : 0
      if (shifts && over > 1e-12) {
        const cheaper = overtime === undefined || shifts.cost[t]! / shifts.hours < overtime.cost[t]!
        const hours = cheaper ? over : Math.max(0, over - most)
        const count = shifts.integer ? Math.ceil(hours / shifts.hours - 1e-9) : hours / shifts.hours
        values[layout.shifts[c]! + t] = Math.min(shifts.max[t]!, count)
        over = Math.max(0, over - values[layout.shifts[c]! + t]! * shifts.hours)
      }
      if (overtime) values[layout.overtime[c]! + t] = over
      if (!pool) continue
      values[layout.hires[c]! + t] = staffing.hires[k]!
      values[layout.releases[c]! + t] = staffing.releases[k]!
    }
  })
}

/** Counts lots from what is started; rises and falls are what their row lacks. */
function fillMeasures({ instance, program, layout }: Built, values: Float64Array): void {
  const { kind, ref, period } = program.colTag
  const measured = new Int32Array(program.columns)
  let many = 0
  for (let j = 0; j < program.columns; j++) {
    if (kind[j] === codeOf('lots')) {
      const lots = values[layout.start[ref[j]!]! + period[j]!]! / instance.sources[ref[j]!]!.lot.multiple!
      values[j] = Math.round(lots)
    } else if (measures.includes(kind[j]!)) measured[many++] = j
  }
  if (many === 0) return
  const activity = activitiesOf(program, values)
  for (const j of measured.subarray(0, many)) {
    const k = program.starts[j]!
    const row = program.indices[k]!
    const size = (program.rowLower[row]! - activity[row]!) / program.values[k]!
    if (size > 0) values[j] = size
    if (size > 0) activity[row]! += size * program.values[k]!
  }
}
