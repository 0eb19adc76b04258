import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { PAY_WITHIN_DAYS } from '#goals/pay-within.ts'
import { type Asking, type Measured, type Measures, shareOf } from './measured.ts'

/** Check 23: payouts right and on time. */
export async function payMeasures(asking: Asking): Promise<Measures> {
  return { 'payouts-right': await payoutsRight(asking) }
}

type Paid = {
  name: string
  plan: string
  period: string
  personId: string
  corrected: boolean
  lockedOn: string | null
  isLate: boolean
}

/**
 * A statement is that of a person for a plan and period. It was corrected when a later locked run pays another sum, and is late
 * when none of its runs was locked within the days of the last day of the period that the terms of its first run give. One that may still be locked in time does not count.
 */
async function payoutsRight({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<Paid>`
    with run as (
      select run.id, run.plan_id, run.starts_on, run.ends_on, run.calculated_at,
        coalesce((run.terms->>'payWithinDays')::int, ${PAY_WITHIN_DAYS}) as days, lock.said_at as locked_at from goals.incentive_run run
      left join goals.incentive_approval lock on lock.run_id = run.id and lock.step = 'locked' and lock.said_at < ${dayAfter(asOf, 1)}::date
      where run.ends_on > ${dayAfter(asOf, -365)} and run.ends_on <= ${dayAfter(asOf, 1)} and run.calculated_at < ${dayAfter(asOf, 1)}::date
    ), statement as (
      select run.plan_id, run.starts_on, run.ends_on, statement.person_id, min(run.locked_at) as locked_at,
        run.ends_on + (array_agg(run.days order by run.calculated_at))[1] as late_from,
        array_agg(statement.earned_minor order by run.locked_at) filter (where run.locked_at is not null) as earned
      from run join goals.incentive_statement statement on statement.run_id = run.id group by 1, 2, 3, 4
    )
    select person.name, plan.name as plan, statement.person_id as "personId", statement.starts_on::text as period,
      exists (select from unnest(earned) as later where later <> earned[1]) as corrected, locked_at::date::text as "lockedOn",
      coalesce(locked_at >= late_from, true) as "isLate"
    from statement join company.person person on person.id = statement.person_id
    join goals.incentive_plan plan on plan.id = statement.plan_id
    where locked_at is not null or late_from <= ${asOf}::date order by starts_on desc, person.name`.execute(db)
  const wrong = rows.filter(({ corrected, isLate }) => corrected || isLate)
  return shareOf({
    hits: rows.length - wrong.length,
    n: rows.length,
    none: 'No statement of an incentive plan of the last year is due.',
    rows: wrong.map((paid) => ({
      label: `${paid.name}, ${paid.plan}`,
      detail: `from ${paid.period}, ${[paid.corrected && 'was corrected', paid.isLate && whenLocked(paid)].filter(Boolean).join(', ')}`,
      to: `/goals/incentives?tab=statements&person=${paid.personId}`,
    })),
  })
}

function whenLocked({ lockedOn }: Paid): string {
  return lockedOn === null ? 'is not locked yet' : `was locked on ${lockedOn}`
}
