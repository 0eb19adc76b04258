import type { Built } from '../../building/build.ts'
import { wanted } from '../../building/demand.ts'
import { codeOf, type Kind } from '../../building/program.ts'
import type { Unserved } from './serve.ts'
import { type Crews, overtimeOf, type Yard } from './yard.ts'

const measures = (['rise', 'fall', 'changeUp', 'changeDown', 'rateUp', 'rateDown'] as const satisfies Kind[]).map(
  codeOf,
)

/** The columns of the program as the yard has them; what measures a change is computed from its row. */
export function filledColumns(input: { built: Built; yard: Yard; crews: Crews; unserved: Unserved }): Float64Array {
  const { built, yard, crews, unserved } = input
  const { company, program, layout } = built
  const { length } = yard
  const values = new Float64Array(program.columns)
  company.sources.forEach((_, s) => {
    for (let t = 0; t < length; t++) {
      const quantity = yard.started[s * length + t]!
      values[layout.start[s]! + t] = quantity
      if (layout.setup[s]! >= 0) values[layout.setup[s]! + t] = quantity > 0 ? 1 : 0
    }
  })
  company.points.forEach(({ safety, min }, p) => {
    for (let t = 0; t < length; t++) {
      const stock = yard.stock[p * length + t]!
      const tidy = Math.abs(stock) < 1e-9 ? 0 : stock
      values[layout.stock[p]! + t] = tidy
      if (safety && safety[t]! > min[t]!) values[layout.shortfall[p]! + t] = Math.max(0, safety[t]! - tidy)
      if (layout.disposal[p]! >= 0) values[layout.disposal[p]! + t] = yard.disposed[p * length + t]!
    }
  })
  company.demand.forEach((demand, d) => {
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
  fillHours()
  fillCounted()
  return values

  function fillHours(): void {
    company.capacities.forEach(({ overtime, shifts, pool }, c) => {
      for (let t = 0; t < length; t++) {
        const k = c * length + t
        const regular = Math.min(yard.used[k]!, crews.hours[k]!)
        let over = yard.used[k]! - regular
        if (layout.regular[c]! >= 0) values[layout.regular[c]! + t] = regular
        if (layout.maintenance[c]! >= 0) values[layout.maintenance[c]! + t] = crews.stops[k]!
        if (pool) values[layout.workers[c]! + t] = crews.workers[k]!
        const most = overtime ? overtimeOf(overtime, t, crews.workers[k]!) : 0
        if (shifts && over > 1e-12) {
          const dear = overtime === undefined || shifts.cost[t]! / shifts.hours < overtime.cost[t]!
          const hours = dear ? over : Math.max(0, over - most)
          const count = shifts.integer ? Math.ceil(hours / shifts.hours - 1e-9) : hours / shifts.hours
          values[layout.shifts[c]! + t] = Math.min(shifts.max[t]!, count)
          over = Math.max(0, over - values[layout.shifts[c]! + t]! * shifts.hours)
        }
        if (overtime) values[layout.overtime[c]! + t] = over
        if (!pool) continue
        values[layout.hires[c]! + t] = crews.hires[k]!
        values[layout.releases[c]! + t] = crews.releases[k]!
      }
    })
  }

  /** Lots count what is started; rises and falls are what their row lacks. */
  function fillCounted(): void {
    const { kind, ref, period } = program.colTag
    const counted = new Int32Array(program.columns)
    let many = 0
    for (let j = 0; j < program.columns; j++) {
      if (kind[j] === codeOf('lots')) {
        const lots = values[layout.start[ref[j]!]! + period[j]!]! / company.sources[ref[j]!]!.lot.multiple!
        values[j] = Math.round(lots)
      } else if (measures.includes(kind[j]!)) counted[many++] = j
    }
    if (many === 0) return
    const activity = activitiesOf(program, values)
    for (const j of counted.subarray(0, many)) {
      const k = program.starts[j]!
      const row = program.indices[k]!
      const size = (program.rowLower[row]! - activity[row]!) / program.values[k]!
      if (size > 0) values[j] = size
      if (size > 0) activity[row]! += size * program.values[k]!
    }
  }
}

/** Ax, by rows. */
export function activitiesOf(
  { rows, columns, starts, indices, values }: Built['program'],
  x: Float64Array,
): Float64Array {
  const activity = new Float64Array(rows)
  for (let j = 0; j < columns; j++) {
    const value = x[j]!
    if (value !== 0) for (let k = starts[j]!; k < starts[j + 1]!; k++) activity[indices[k]!]! += values[k]! * value
  }
  return activity
}
