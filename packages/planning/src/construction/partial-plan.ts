import type { Instance } from '../instance/instance-parts.ts'

/** A partial plan: what is started so far, stock as it will be, hours and lanes taken. All [thing * periods + t]. */
export interface PartialPlan {
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

/** Staffing: regular hours of each capacity and period, those of resources less the stops or those of the given workers. */
export interface Staffing {
  readonly hours: Float64Array
  readonly workers: Float64Array
  readonly hires: Float64Array
  readonly releases: Float64Array
  readonly stops: Float64Array
}

/** Opens an empty partial plan: opening stock and arrivals only. */
export function emptyPlan(instance: Instance, staffing: Staffing): PartialPlan {
  const { points, sources, capacities, lanes } = instance
  const length = instance.periods.length
  const stock = new Float64Array(points.length * length)
  points.forEach(({ opening, arrivals }, p) => {
    let there = opening
    for (let t = 0; t < length; t++) stock[p * length + t] = there += arrivals[t]!
  })
  const most = staffing.hours.slice()
  const dearer = new Float64Array(most.length)
  capacities.forEach(({ overtime, shifts }, c) => {
    for (let t = 0; t < length; t++) {
      const k = c * length + t
      if (overtime) most[k]! += overtimeOf(overtime, t, staffing.workers[k]!)
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
    regular: staffing.hours,
    most,
    dearer,
  }
}

/** Takes units out of stock in a period. */
export function take(partial: PartialPlan, point: number, period: number, quantity: number): void {
  const { stock, left, length } = partial
  left[point * length + period]! += quantity
  const end = (point + 1) * length
  for (let k = point * length + period; k < end; k++) stock[k]! -= quantity
}

/** Puts units into stock in a period. */
export function put(partial: PartialPlan, point: number, period: number, quantity: number): void {
  const end = (point + 1) * partial.length
  for (let k = point * partial.length + period; k < end; k++) partial.stock[k]! += quantity
}

/** What may leave a point in a period so that its stock never falls below `floor`. */
export function free(partial: PartialPlan, floor: Float64Array, at: { point: number; period: number }): number {
  const end = (at.point + 1) * partial.length
  let least = Number.POSITIVE_INFINITY
  for (let k = at.point * partial.length + at.period; k < end; k++) {
    const there = partial.stock[k]! - floor[k]!
    if (there < least) least = there
  }
  return least
}

/** Most overtime hours of a period with so many workers. */
export function overtimeOf(
  overtime: NonNullable<Instance['capacities'][number]['overtime']>,
  t: number,
  workers: number,
) {
  const each = overtime.maxPerWorker[t]!
  return each === Number.POSITIVE_INFINITY ? overtime.max[t]! : Math.min(overtime.max[t]!, each * workers)
}
