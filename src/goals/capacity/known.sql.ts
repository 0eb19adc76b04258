import { dateOf, dayOf, formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { FEWEST_HIRES } from './fewest-hires.ts'
import { hiresOf } from './hires.sql.ts'
import type { Known, Seller } from './own-plan.ts'
import { RAMPED_FROM, rampOf } from './ramp.ts'

/** What the company knows of its own capacity, for the twelve months after the running one, as far as the reader sees deals. */
export async function knownCapacity(db: Db, scope: Scope, now: Date): Promise<Known> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const { year, month } = dateOf(parseDay(today)!)
  const from = formatDay(
    dayOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }),
  )
  const began = formatDay(dayOf({ year: year - 1, month, day: 1 }))
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const [sellers, won, hires] = [
    await sql<Seller>`
      select person.id, person.name, case when person.hired_on >= (select min(created_on) from crm.deal where ended_at is null)
        then (extract(year from age(${from}::date, person.hired_on)) * 12 + extract(month from age(${from}::date, person.hired_on)))::int end as tenure
      from company.person where person.left_on is null and person.erased_at is null and ${ownedBy(scope.sees.deals, sql.ref('person.id'))}
        and exists (select from crm.deal where deal.owner_id = person.id and deal.ended_at is null
          and (deal.outcome = 'open' or deal.closed_on >= ${began}::date))
      order by person.name, person.id`.execute(db),
    await sql<{ won: number }>`
      select coalesce(sum(${worth}), 0)::float8 as won from generate_series(0, 11) nth
      left join crm.deal on deal.ended_at is null and deal.outcome = 'won' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
        and deal.closed_on >= ${began}::date + make_interval(months => nth) and deal.closed_on < ${began}::date + make_interval(months => nth + 1)
      group by nth order by nth`.execute(db),
    await hiresOf(db, scope, now),
  ]
  const own = hires.filter(({ months }) => months.length > RAMPED_FROM).length >= FEWEST_HIRES ? rampOf(hires, 1) : null
  return {
    from,
    sellers: sellers.rows,
    wonBefore: won.rows.map((row) => row.won),
    ramped: own?.ramped ?? null,
    ramp: own?.months ?? [],
  }
}
