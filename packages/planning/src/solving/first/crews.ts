import type { Company } from '../../building/company-parts.ts'
import type { Crews } from './yard.ts'

/** Ways to man the pools: as many as there are, as many as the work needs, or the same number throughout. */
export type Manning = 'kept' | 'following' | 'level'

/** Crews without limit, to see how much work there is. */
export function boundlessCrews(company: Company): Crews {
  const crews = noCrews(company)
  const length = company.periods.length
  company.capacities.forEach(({ pool, hours }, c) => {
    for (let t = 0; t < length; t++) {
      crews.workers[c * length + t] = pool ? Number.MAX_VALUE : 1
      crews.hours[c * length + t] = pool ? Number.POSITIVE_INFINITY : hours[t]!
    }
  })
  return crews
}

/** Crews for the work that was seen: workers by the manning, stops in the periods with the most hours to spare. */
export function crewsFor(company: Company, input: { manning: Manning; used: Float64Array }): Crews {
  const { manning, used } = input
  const crews = noCrews(company)
  const length = company.periods.length
  company.capacities.forEach(({ pool, hours, maintenance }, c) => {
    const at = c * length
    if (pool) manPool(company, crews, { c, manning, used })
    for (let t = 0; t < length; t++) {
      if (!pool) crews.workers[at + t] = 1
      crews.hours[at + t] = hours[t]! * crews.workers[at + t]!
    }
    for (let left = maintenance?.count ?? 0; maintenance && left > 1e-9; ) {
      let best = -1
      const spare = (t: number) => crews.hours[at + t]! - used[at + t]!
      for (let t = 0; t < length; t++) {
        const room = maintenance.max[t]! - crews.stops[at + t]!
        if (room > 1e-9 && (best < 0 || spare(t) > spare(best))) best = t
      }
      if (best < 0) break
      const stops = Math.min(1, left, maintenance.max[best]! - crews.stops[at + best]!)
      crews.stops[at + best]! += stops
      crews.hours[at + best]! -= stops * maintenance.hours
      left -= stops
    }
  })
  return crews
}

function manPool(company: Company, crews: Crews, input: { c: number; manning: Manning; used: Float64Array }): void {
  const { c, manning, used } = input
  const { pool, hours } = company.capacities[c]!
  const { opening, min, max, maxHires, maxReleases, integer, attrition, hireLeadTime } = pool!
  const length = company.periods.length
  const at = c * length
  const up = (workers: number) => (integer ? Math.ceil(workers - 1e-9) : workers)
  let level = 0
  let work = 0
  let one = 0
  for (let t = 0; t < length; t++) {
    work += used[at + t]!
    one += hours[t]!
    if (one > 0) level = Math.max(level, up(work / one))
  }
  let before = opening
  for (let t = 0; t < length; t++) {
    const stay = t > 0 ? before * (1 - attrition[t - 1]!) : before
    const aim = manning === 'kept' ? stay : manning === 'level' ? level : up(used[at + t]! / Math.max(hours[t]!, 1e-9))
    const target = Math.min(max[t]!, Math.max(min[t]!, aim))
    const canHire = t >= hireLeadTime ? maxHires[t - hireLeadTime]! : 0
    const change = Math.max(-maxReleases[t]!, Math.min(canHire, target - stay))
    if (change > 0) crews.hires[at + t - hireLeadTime] = change
    if (change < 0) crews.releases[at + t] = -change
    before = crews.workers[at + t] = stay + change
  }
}

function noCrews(company: Company): Crews {
  const none = () => new Float64Array(company.capacities.length * company.periods.length)
  return { hours: none(), workers: none(), hires: none(), releases: none(), stops: none() }
}
