import { daysBetween } from '@drumbeat/periods'
import { type CompanyCalendar, type NamedPeriod, periodsFrom, type Timeline } from './calendar.ts'
import type { StoredForecast } from './forecasts/forecasts.sql.ts'
import type { Held } from './history/history.sql.ts'
import type { StandingOverride } from './overrides/overrides.sql.ts'
import { type Expected, runningPeriod } from './running.ts'
import type { Grain, Measure, PastPeriod, PeriodAhead, SeriesDetail } from './schema.ts'
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
          elapsed: elapsedShare(open, given.lastOn),
        }
      : null,
  }
}

/**
 * The periods ahead, each beside what the previous run expected of it. The running one holds what came and what is still
 * expected; the sum over the next periods begins after it.
 */
export function aheadOf(given: {
  grain: Grain
  measure: Measure
  calendar: CompanyCalendar
  stored: StoredForecast
  previous: StoredForecast | null
  running: SeriesDetail['running']
  /** What was set by hand in units; in money what that brings. */
  overrides: { deltas: ReadonlyMap<string, number>; standing: ReadonlyMap<string, StandingOverride> }
  /** What is still to come in the running period. */
  remaining: number
}): Pick<SeriesDetail, 'ahead' | 'next'> {
  const { grain, measure, calendar, stored, previous, running, remaining, overrides } = given
  const first = stored.startsOn[0]
  const periods = first ? periodsFrom({ grain, calendar, startsOn: first, count: stored.startsOn.length }) : []
  const before = new Map(previous?.startsOn.map((startsOn, step) => [startsOn, previous.mean[step]!]))
  const ahead = periods.map(({ startsOn, label }, step): PeriodAhead => {
    const prior = storedAt(stored, step)
    const soFar = Number(running?.soFar ?? 0)
    const expected = running?.startsOn === startsOn ? runningPeriod({ soFar, remaining, prior, measure }) : prior
    return {
      ...{ startsOn, label, alone: stored.alone?.[step] ?? null, ...expected, previous: before.get(startsOn) ?? null },
      ...plannedOf({ startsOn, mean: expected.mean, overrides }),
    }
  })
  const after = running && ahead[0]?.startsOn === running.startsOn ? 1 : 0
  return { ahead, next: nextOf(ahead.slice(after, after + aheadPeriods[grain]), stored.aheadYearBefore) }
}

function plannedOf(given: {
  startsOn: string
  mean: number
  overrides: Parameters<typeof aheadOf>[0]['overrides']
}): Pick<PeriodAhead, 'planned' | 'override'> {
  const { startsOn, mean, overrides } = given
  const found = overrides.standing.get(startsOn)
  const planned = Math.max(0, mean + (overrides.deltas.get(startsOn) ?? 0))
  if (!found) return { planned, override: null }
  const { startsOn: _, ...override } = found
  return { planned, override }
}

/** One period of a stored forecast. */
export function storedAt(stored: StoredForecast, step: number): Expected {
  const { mean, lo80, hi80, lo95, hi95 } = stored
  return { mean: mean[step]!, lo80: lo80[step]!, hi80: hi80[step]!, lo95: lo95[step]!, hi95: hi95[step]! }
}

function nextOf(periods: readonly PeriodAhead[], yearBefore: number | null): SeriesDetail['next'] {
  const sum = (pick: (period: PeriodAhead) => number) => periods.reduce((total, period) => total + pick(period), 0)
  const comparable = periods.length > 0 && periods.every((period) => period.previous !== null)
  return {
    periods: periods.length,
    mean: sum((period) => period.mean),
    planned: sum((period) => period.planned),
    lo80: sum((period) => period.lo80),
    hi80: sum((period) => period.hi80),
    yearBefore,
    previous: comparable ? sum((period) => period.previous!) : null,
  }
}

/** The share of a period's days that the data cover. */
function elapsedShare({ startsOn, endsOn }: NamedPeriod, lastOn: string): number {
  const days = daysBetween({ from: startsOn, to: endsOn }) + 1
  return Math.min(1, Math.max(0, (daysBetween({ from: startsOn, to: lastOn }) + 1) / days))
}
