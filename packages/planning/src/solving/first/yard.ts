import type { Company } from '../../building/company-parts.ts'

/** What is planned so far: starts, stock as it will be, hours and lanes taken. All [thing * periods + t]. */
export interface Yard {
  readonly length: number
  readonly started: Float64Array
  /** Stock at the end of each period with all that is planned so far. */
  readonly stock: Float64Array
  /** What has left stock in each period. */
  readonly left: Float64Array
  readonly disposed: Float64Array
  readonly setups: Uint8Array
  readonly used: Float64Array
  readonly shipped: Float64Array
  readonly total: Float64Array
  /** Hours per capacity and period that cost nothing more, and those that can be had at all. */
  readonly regular: Float64Array
  readonly most: Float64Array
  /** Money per hour beyond the regular ones. */
  readonly dearer: Float64Array
}

/** Regular hours of each capacity and period: those of resources less the stops, or those of the given workers. */
export interface Crews {
  readonly hours: Float64Array
  readonly workers: Float64Array
  readonly hires: Float64Array
  readonly releases: Float64Array
  readonly stops: Float64Array
}

/** The empty yard: opening stock and arrivals only. */
export function openYard(company: Company, crews: Crews): Yard {
  const { points, sources, capacities, lanes } = company
  const length = company.periods.length
  const stock = new Float64Array(points.length * length)
  points.forEach(({ opening, arrivals }, p) => {
    let there = opening
    for (let t = 0; t < length; t++) stock[p * length + t] = there += arrivals[t]!
  })
  const most = crews.hours.slice()
  const dearer = new Float64Array(most.length)
  capacities.forEach(({ overtime, shifts }, c) => {
    for (let t = 0; t < length; t++) {
      const k = c * length + t
      if (overtime) most[k]! += overtimeOf(overtime, t, crews.workers[k]!)
      if (shifts) most[k]! += shifts.hours * shifts.max[t]!
      const costs = [overtime?.cost[t], shifts && shifts.cost[t]! / shifts.hours].filter((each) => each !== undefined)
      dearer[k] = costs.length > 0 ? Math.min(...costs) : 0
    }
  })
  return {
    length,
    started: new Float64Array(sources.length * length),
    stock,
    left: new Float64Array(points.length * length),
    disposed: new Float64Array(points.length * length),
    setups: new Uint8Array(sources.length * length),
    used: new Float64Array(capacities.length * length),
    shipped: new Float64Array(lanes.length * length),
    total: new Float64Array(sources.length),
    regular: crews.hours,
    most,
    dearer,
  }
}

/** Takes units out of stock in a period. */
export function take(yard: Yard, point: number, period: number, quantity: number): void {
  const { stock, left, length } = yard
  left[point * length + period]! += quantity
  const end = (point + 1) * length
  for (let k = point * length + period; k < end; k++) stock[k]! -= quantity
}

/** Puts units into stock in a period. */
export function put(yard: Yard, point: number, period: number, quantity: number): void {
  const end = (point + 1) * yard.length
  for (let k = point * yard.length + period; k < end; k++) yard.stock[k]! += quantity
}

/** What may leave a point in a period so that its stock never falls below `floor`. */
export function free(yard: Yard, floor: Float64Array, at: { point: number; period: number }): number {
  const end = (at.point + 1) * yard.length
  let least = Number.POSITIVE_INFINITY
  for (let k = at.point * yard.length + at.period; k < end; k++) {
    const there = yard.stock[k]! - floor[k]!
    if (there < least) least = there
  }
  return least
}

/** Most overtime hours of a period with so many workers. */
export function overtimeOf(
  overtime: NonNullable<Company['capacities'][number]['overtime']>,
  t: number,
  workers: number,
) {
  const each = overtime.maxPerWorker[t]!
  return each === Number.POSITIVE_INFINITY ? overtime.max[t]! : Math.min(overtime.max[t]!, each * workers)
}
