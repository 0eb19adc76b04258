import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Hire } from './ramp.ts'

/** A hire with the first day of each month since, and the day after the last. */
export type KnownHire = Hire & { name: string; startsOn: string[]; endsOn: string }

/** What each seller closed in each full month since the hire; of people hired before the first known deal nothing is known of their ramp. */
export async function hiresOf(db: Db, scope: Scope, now: Date): Promise<KnownHire[]> {
  const [company, today] = await Promise.all([readCompany(db), companyToday(db, now)])
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<KnownHire>`
    with sellers as (
      select person.id, person.name, person.hired_on, least(coalesce(person.left_on, ${today}::date), ${today}::date) as until from company.person person
      where person.hired_on >= (select min(created_on) from crm.deal where ended_at is null)
        and ${ownedBy(scope.sees.deals, sql.ref('person.id'))}
        and exists (select from crm.deal deal where deal.owner_id = person.id and deal.ended_at is null)
    ), months as (
      select sellers.id, sellers.name, nth, sellers.hired_on + make_interval(months => nth) as starts, sellers.hired_on + make_interval(months => nth + 1) as ends
      from sellers, generate_series(0, 59) nth where sellers.hired_on + make_interval(months => nth + 1) <= sellers.until
    )
    select id as "personId", name, array_agg(closed::float8 order by nth) as months,
      array_agg(starts::date::text order by nth) as "startsOn", max(ends)::date::text as "endsOn" from (
      select months.id, months.name, months.nth, months.starts, months.ends, coalesce(sum(${worth}), 0) as closed from months
      left join crm.deal deal on deal.owner_id = months.id and deal.ended_at is null and deal.outcome = 'won'
        and deal.closed_on >= months.starts and deal.closed_on < months.ends
      group by months.id, months.name, months.nth, months.starts, months.ends) summed group by id, name order by name, id`.execute(
    db,
  )
  return rows
}
