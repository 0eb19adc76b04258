import { dayAfter } from '@drumbeat/periods'
import { hasCertification, newHires } from '#enablement/new-hires.sql.ts'
import { onboardingsOn } from '#enablement/onboardings.sql.ts'
import { type Asking, cannotTell, type Measured, type Measures, shareOf, withSecond } from './measured.ts'

const NEW_FOR_DAYS = 365
const CERTIFIED_BY = 60

/** Check 25: whether new people were certified in time, and came to full quota as fast as their plans say. */
export async function enablementMeasures(asking: Asking): Promise<Measures> {
  const [first, second] = await Promise.all([certified(asking), ramped(asking)])
  return { ramp: withSecond(first, second) }
}

async function certified({ db, asOf }: Asking): Promise<Measured> {
  if (!(await hasCertification(db)))
    return cannotTell(
      'No course leads to a certification, and no onboarding plan has a course, so that nobody can be certified.',
    )
  const hires = await newHires(db, {
    after: dayAfter(asOf, -NEW_FOR_DAYS),
    until: dayAfter(asOf, -CERTIFIED_BY),
    knownOn: asOf,
  })
  const missed = hires.filter(
    ({ startsOn, certifiedOn }) => certifiedOn === null || certifiedOn > dayAfter(startsOn, CERTIFIED_BY),
  )
  return shareOf({
    hits: hires.length - missed.length,
    n: hires.length,
    none: `Nobody who sells began in the last year and has had ${CERTIFIED_BY} days.`,
    rows: missed.map(({ name, startsOn, isOnPlan, certifiedOn }) => ({
      label: name,
      detail: `${certifiedOn === null ? 'is not certified' : `was certified on ${certifiedOn}`}, began on ${startsOn}${isOnPlan ? '' : ' without an onboarding plan'}`,
      to: '/enablement?tab=onboarding',
    })),
  })
}

/** Months planned by months taken, known three months later; whoever is not there yet takes longer than the months looked at. */
async function ramped({ db, scope, asOf }: Asking): Promise<Measured> {
  const since = dayAfter(asOf, -NEW_FOR_DAYS)
  const due = (await onboardingsOn(db, { scope, today: asOf })).flatMap(({ person, ramp }) => {
    const { plannedMonths, plannedBy, takenMonths, months } = ramp
    if (ramp.fullMonthlyMinor === null || plannedBy <= since || months.length < plannedMonths + 2) return []
    return [{ person, plannedMonths, takenMonths, soFar: months.length }]
  })
  if (due.length === 0)
    return cannotTell('No ramp of an onboarding plan was to end in the last year for somebody with a quota.')
  const taken = ({ takenMonths, soFar }: (typeof due)[number]) => takenMonths ?? soFar - 1
  const sum = (of: (each: (typeof due)[number]) => number) => due.reduce((total, each) => total + of(each), 0)
  return {
    value: sum(({ plannedMonths }) => plannedMonths) / sum(taken),
    n: due.length,
    cannotTell: null,
    rows: due
      .filter((each) => taken(each) > each.plannedMonths || each.takenMonths === null)
      .map(({ person, plannedMonths, takenMonths, soFar }) => ({
        label: person.name,
        detail: `${takenMonths === null ? `is not at full quota after ${soFar} months` : `took ${takenMonths} months to full quota`}, ${plannedMonths} were planned`,
        to: '/enablement?tab=onboarding',
      })),
  }
}
