import { daysBetween } from '@drumbeat/periods'
import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Onboarding } from './onboarding/contract.ts'
import { milestone, monthStarts, monthsAfter, rampAgainstPlan, rampMonths } from './onboarding/ramp.ts'

const MOST_MONTHS = 36

type Row = Pick<Onboarding, 'id' | 'person' | 'plan' | 'startsOn' | 'day' | 'steps'> & {
  firstDealDays: number
  certifyDays: number
  planRamp: number[]
  fullMonthlyMinor: number | null
  won: { on: string; minor: number | null }[]
}

/** Who is being onboarded and how it goes, latest start first; of people whom the reader sees. */
export async function onboardingsOn(db: Db, { scope, today }: { scope: Scope; today: string }): Promise<Onboarding[]> {
  const company = await readCompany(db)
  const money = (table: string, day: string) =>
    inCompanyMoney(company, {
      minor: sql.ref(`${table}.amount_minor`),
      currency: sql.ref(`${table}.currency`),
      day: sql.ref(`${table}.${day}`),
    })
  const { rows } = await sql<Row>`
    select onboarding.id, json_build_object('id', person.id, 'name', person.name) as person,
      json_build_object('id', plan.id, 'name', plan.name) as plan, onboarding.starts_on as "startsOn",
      (${today}::date - onboarding.starts_on)::int as day, plan.first_deal_days as "firstDealDays",
      plan.certify_days as "certifyDays", plan.ramp as "planRamp",
      (select round(${money('quota', 'starts_on')} * 30.4375 / (quota.ends_on - quota.starts_on))::bigint from goals.quota quota
        where quota.subject_kind = 'person' and quota.subject_id = person.id and quota.ended_at is null and quota.starts_on <= ${today}
        order by quota.starts_on desc, quota.ends_on desc limit 1) as "fullMonthlyMinor",
      coalesce((select json_agg(json_build_object('id', step.id, 'title', step.title, 'day', step.day, 'courseId', step.course_id,
          'doneOn', coalesce(done.done_on, (select min(completion.completed_on) from enablement.completion completion
            where completion.course_id = step.course_id and completion.person_id = person.id and completion.ended_at is null)))
          order by step.day, step.title)
        from enablement.step step left join enablement.step_done done on done.step_id = step.id and done.onboarding_id = onboarding.id
        where step.plan_id = plan.id and step.ended_at is null), '[]') as steps,
      coalesce((select json_agg(json_build_object('on', deal.closed_on, 'minor', ${money('deal', 'closed_on')}) order by deal.closed_on)
        from crm.deal deal where deal.owner_id = person.id and deal.ended_at is null and deal.outcome = 'won'
          and deal.closed_on >= onboarding.starts_on and deal.closed_on <= ${today}), '[]') as won
    from enablement.onboarding onboarding join enablement.plan plan on plan.id = onboarding.plan_id
    join company.person person on person.id = onboarding.person_id
    where onboarding.ended_at is null and person.erased_at is null and (person.left_on is null or person.left_on >= ${today}::date)
      and ${ownedBy(scope.sees.quotas, sql.ref('person.id'))}
    order by onboarding.starts_on desc, person.name`.execute(db)
  return rows.map((row) => asOnboarding(row, { today, currency: company.currency }))
}

function asOnboarding(row: Row, { today, currency }: { today: string; currency: string }): Onboarding {
  const { id, person, plan, startsOn, day, steps, fullMonthlyMinor, won } = row
  const first = won[0]?.on ?? null
  const courses = steps.filter(({ courseId }) => courseId !== null)
  const certifiedOn = courses.every(({ doneOn }) => doneOn !== null)
    ? (courses
        .map(({ doneOn }) => doneOn!)
        .sort()
        .at(-1) ?? null)
    : null
  const starts = monthStarts({ startsOn, today, most: MOST_MONTHS })
  const closedMinor = starts.slice(1).map((until, at) => {
    const inMonth = won.filter(({ on }) => on >= starts[at]! && on < until)
    return inMonth.reduce((sum, { minor }) => sum + Number(minor ?? 0), 0)
  })
  const full = fullMonthlyMinor === null ? null : Number(fullMonthlyMinor)
  const ramp = rampAgainstPlan({ closedMinor, plan: row.planRamp, fullMonthlyMinor: full })
  const taken = rampMonths({ plan: row.planRamp, months: ramp.months })
  const at = (days: number, doneOn: string | null) => milestone({ startsOn, days, doneOn, today })
  return {
    ...{ id, person, plan, startsOn, day, steps },
    firstDeal: {
      plannedDays: row.firstDealDays,
      days: first === null ? null : daysBetween({ from: startsOn, to: first }),
      state: at(row.firstDealDays, first),
    },
    certified: {
      byDay: row.certifyDays,
      on: certifiedOn,
      state: courses.length === 0 ? null : at(row.certifyDays, certifiedOn),
    },
    ramp: {
      fullMonthlyMinor: full,
      currency,
      ...taken,
      plannedBy: monthsAfter(startsOn, taken.plannedMonths),
      ...ramp,
      why: whyNot(full, closedMinor.length),
    },
  }
}

function whyNot(full: number | null, months: number): string | null {
  if (full === null) return 'There is no quota of this person to measure against.'
  return months === 0 ? 'The first month is not over yet.' : null
}
