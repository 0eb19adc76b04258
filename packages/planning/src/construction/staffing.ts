import type { Instance } from '../instance/instance-parts.ts'
import type { Staffing } from './partial-plan.ts'

/** How pools are staffed: as many workers as there are, as many as the work needs, or the same number throughout. */
export type StaffingRule = 'kept' | 'following' | 'level'

/** Staffing without limit, to see how much work there is. */
export function unlimitedStaffing(instance: Instance): Staffing {
  const staffing = noStaffing(instance)
  const length = instance.periods.length
  instance.capacities.forEach(({ pool, hours }, c) => {
    for (let t = 0; t < length; t++) {
      staffing.workers[c * length + t] = pool ? Number.MAX_VALUE : 1
      staffing.hours[c * length + t] = pool ? Number.POSITIVE_INFINITY : hours[t]!
    }
  })
  return staffing
}

/** Staffs for the work that was seen: workers by the rule, stops in the periods with the most hours to spare. */
export function staffingFor(instance: Instance, input: { rule: StaffingRule; used: Float64Array }): Staffing {
  const { rule, used } = input
  const staffing = noStaffing(instance)
  const length = instance.periods.length
  instance.capacities.forEach(({ pool, hours, maintenance }, c) => {
    const at = c * length
    if (pool) staffPool(instance, staffing, { c, rule, used })
    for (let t = 0; t < length; t++) {
      if (!pool) staffing.workers[at + t] = 1
      staffing.hours[at + t] = hours[t]! * staffing.workers[at + t]!
    }
    for (let left = maintenance?.count ?? 0; maintenance && left > 1e-9; ) {
      let best = -1
      const spare = (t: number) => staffing.hours[at + t]! - used[at + t]!
      for (let t = 0; t < length; t++) {
        const room = maintenance.max[t]! - staffing.stops[at + t]!
        if (room > 1e-9 && (best < 0 || spare(t) > spare(best))) best = t
      }
      if (best < 0) break
      const stops = Math.min(1, left, maintenance.max[best]! - staffing.stops[at + best]!)
      staffing.stops[at + best]! += stops
      staffing.hours[at + best]! -= stops * maintenance.hours
      left -= stops
    }
  })
  return staffing
}

function staffPool(
  instance: Instance,
  staffing: Staffing,
  input: { c: number; rule: StaffingRule; used: Float64Array },
): void {
  const { c, rule, used } = input
  const { pool, hours } = instance.capacities[c]!
  const { opening, min, max, maxHires, maxReleases, integer, attrition, hireLeadTime } = pool!
  const length = instance.periods.length
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
    const aim = rule === 'kept' ? stay : rule === 'level' ? level : up(used[at + t]! / Math.max(hours[t]!, 1e-9))
    const target = Math.min(max[t]!, Math.max(min[t]!, aim))
    const canHire = t >= hireLeadTime ? maxHires[t - hireLeadTime]! : 0
    const change = Math.max(-maxReleases[t]!, Math.min(canHire, target - stay))
    if (change > 0) staffing.hires[at + t - hireLeadTime] = change
    if (change < 0) staffing.releases[at + t] = -change
    before = staffing.workers[at + t] = stay + change
  }
}

function noStaffing(instance: Instance): Staffing {
  const none = () => new Float64Array(instance.capacities.length * instance.periods.length)
  return { hours: none(), workers: none(), hires: none(), releases: none(), stops: none() }
}
