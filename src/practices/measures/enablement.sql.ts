import { dayAfter } from '@drumbeat/periods'
import { onboardingsOn } from '#enablement/onboardings.sql.ts'
import { type Asking, type Measured, type Measures, shareOf } from './measured.ts'

const NEW_FOR_DAYS = 365

/** Check 25: whether new people completed the courses of their plan in time. */
export async function enablementMeasures({ db, scope, asOf }: Asking): Promise<Measures> {
  return { ramp: certified(await onboardingsOn(db, { scope, today: asOf }), asOf) }
}

/** Of those who began in the last year, who is certified in time; whose day has not come yet does not count. */
function certified(onboardings: Awaited<ReturnType<typeof onboardingsOn>>, asOf: string): Measured {
  const since = dayAfter(asOf, -NEW_FOR_DAYS)
  const due = onboardings
    .filter(({ startsOn, certified: { state } }) => state !== null && startsOn > since && startsOn <= asOf)
    .map(({ person, startsOn, certified: { on, byDay } }) => ({
      person,
      byDay,
      on: on !== null && on <= asOf ? on : null, // what came later was not known on that day
      lastDay: dayAfter(startsOn, byDay),
    }))
    .filter(({ on, lastDay }) => on !== null || lastDay < asOf)
  const missed = due.filter(({ on, lastDay }) => on === null || on > lastDay)
  return shareOf({
    hits: due.length - missed.length,
    n: due.length,
    none: 'Nobody who began in the last year is on an onboarding plan with a course whose day has come.',
    rows: missed.map(({ person, on, byDay }) => ({
      label: person.name,
      detail: on === null ? `not certified by day ${byDay}` : `certified on ${on}, after day ${byDay}`,
      to: '/enablement?tab=onboarding',
    })),
  })
}
