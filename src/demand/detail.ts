import { type CompanyCalendar, type NamedPeriod, periodsFrom, type Timeline } from './calendar.ts'
import type { StoredForecast } from './forecasts/queries.ts'
import type { Held } from './history/queries.ts'
import type { Grain, PastPeriod, PeriodAhead, SeriesDetail } from './schema.ts'
import { aheadPeriods } from './summary.ts'

type Past = Pick<SeriesDetail, 'history' | 'running'>

/**
 * The history of a series as one may read it: every period from its first to the last closed one, and the running one apart.
 * A period without order lines holds 0, and says whether anything was on sale.
 */
export function pastOf(given: {
  timeline: Timeline
  held: readonly Held[]
  stored: StoredForecast
  lastOn: string
}): Past {
  const { timeline, held, stored } = given
  const byStart = new Map(held.map((each) => [each.startsOn, each]))
  const inactive = new Set(stored.inactive)
  const begins = [stored.beginsOn, held[0]?.startsOn].filter((day) => day != null).sort()[0] ?? null
  const past = ({ startsOn, label }: NamedPeriod, index: number): PastPeriod => ({
    startsOn,
    label,
    value: byStart.get(startsOn)?.value ?? '0',
    orderLines: byStart.get(startsOn)?.orderLines ?? 0,
    active: !inactive.has(startsOn),
    partial: index < timeline.first,
  })
  const open = timeline.periods[timeline.closed]
  return {
    history: timeline.periods
      .slice(0, timeline.closed)
      .map(past)
      .filter((period) => begins !== null && period.startsOn >= begins),
    running: open
      ? {
          startsOn: open.startsOn,
          label: open.label,
          soFar: byStart.get(open.startsOn)?.value ?? '0',
          through: [given.lastOn, open.endsOn].sort()[0]!,
        }
      : null,
  }
}

/** The periods ahead, each beside what the previous run expected of it. */
export function aheadOf(given: {
  grain: Grain
  calendar: CompanyCalendar
  stored: StoredForecast
  previous: StoredForecast | null
}): Pick<SeriesDetail, 'ahead' | 'next'> {
  const { grain, calendar, stored, previous } = given
  const first = stored.startsOn[0]
  const periods = first ? periodsFrom({ grain, calendar, startsOn: first, count: stored.startsOn.length }) : []
  const before = new Map(previous?.startsOn.map((startsOn, step) => [startsOn, previous.mean[step]!]))
  const ahead = periods.map(
    ({ startsOn, label }, step): PeriodAhead => ({
      startsOn,
      label,
      mean: stored.mean[step]!,
      alone: stored.alone?.[step] ?? null,
      lo80: stored.lo80[step]!,
      hi80: stored.hi80[step]!,
      lo95: stored.lo95[step]!,
      hi95: stored.hi95[step]!,
      previous: before.get(startsOn) ?? null,
    }),
  )
  return { ahead, next: nextOf(ahead.slice(0, aheadPeriods[grain]), stored.aheadYearBefore) }
}

function nextOf(periods: readonly PeriodAhead[], yearBefore: number | null): SeriesDetail['next'] {
  const sum = (pick: (period: PeriodAhead) => number) => periods.reduce((total, period) => total + pick(period), 0)
  const comparable = periods.length > 0 && periods.every((period) => period.previous !== null)
  return {
    periods: periods.length,
    mean: sum((period) => period.mean),
    lo80: sum((period) => period.lo80),
    hi80: sum((period) => period.hi80),
    yearBefore,
    previous: comparable ? sum((period) => period.previous!) : null,
  }
}
