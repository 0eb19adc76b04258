import { dayAfter, parseDay, weekdayOf } from '@drumbeat/periods'
import type { PlanPeriod } from './horizon.ts'
import type { Holiday, Hours, PlanResource } from './inputs.ts'

/** Hours that a resource gives in each period, by its working days, the holidays of its site, its machines and its special hours, which come before holidays. */
export function capacityOf(
  resource: PlanResource,
  {
    periods,
    hours,
    holidays,
  }: { periods: readonly PlanPeriod[]; hours: readonly Hours[]; holidays: readonly Holiday[] },
) {
  const own = hours.filter(({ resourceId }) => resourceId === null || resourceId === resource.id)
  const closed = new Set(
    holidays.filter(({ siteId }) => siteId === null || siteId === resource.siteId).map(({ day }) => day),
  )
  return periods.map(({ from, endsOn }) => {
    let [regular, overtime] = [0, 0]
    for (let day = from; day <= endsOn; day = dayAfter(day)) {
      const special = own.findLast((each) => each.startsOn <= day && day <= each.endsOn)
      const works = !closed.has(day) && weekdayOf(parseDay(day)!) <= resource.daysPerWeek
      const perDay = Math.max(0, special ? special.hoursPerDay : works ? (resource.hoursPerDay ?? 0) : 0)
      regular += perDay * resource.units * resource.efficiency
      if (perDay > 0) overtime += (resource.overtimeHours ?? 0) * resource.units * resource.efficiency
    }
    return { regular: round(Math.max(0, regular)), overtime: round(Math.max(0, overtime)) }
  })
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
