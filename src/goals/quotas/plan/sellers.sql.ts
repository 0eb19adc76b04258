import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { AnsweredQuota } from './contract.ts'
import type { Seller } from './proposal.ts'

type Period = { from: string; to: string }

/** Those who sell: not left, with deals of their own or a quota of the period, as far as the reader sees deals. */
export async function sellersOf(db: Db, scope: Scope, { from, to, now }: Period & { now: Date }): Promise<Seller[]> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<Seller>`
    select person.id as "personId", person.name,
      coalesce(sum(${worth}) filter (where deal.outcome = 'won' and deal.closed_on >= ${dayAfter(today, -365)}), 0)::bigint as "historyMinor",
      coalesce(sum(${worth}) filter (where deal.outcome = 'open'), 0)::bigint as "potentialMinor",
      (select jsonb_build_object('id', quota.id, 'amountMinor', quota.amount_minor) from goals.quota where quota.ended_at is null
        and quota.subject_kind = 'person' and quota.subject_id = person.id and quota.starts_on = ${from} and quota.ends_on = ${to}) as current
    from company.person left join crm.deal on deal.owner_id = person.id and deal.ended_at is null
    where person.left_on is null and person.erased_at is null and ${ownedBy(scope.sees.deals, sql.ref('person.id'))}
    group by person.id having count(deal.id) filter (where deal.outcome = 'open' or deal.closed_on >= ${dayAfter(today, -365)}) > 0
      or bool_or(exists (select from goals.quota where quota.ended_at is null and quota.subject_kind = 'person' and quota.subject_id = person.id
        and quota.starts_on = ${from} and quota.ends_on = ${to}))
    order by lower(person.name), person.id`.execute(db)
  return rows
}

/** The company's own quota of a period, and what was won in the same days a year before. */
export async function targetsOf(
  db: Db,
  scope: Scope,
  { from, to, now }: Period & { now: Date },
): Promise<{ quota: number | null; lastYear: number }> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<{ quota: number | null; lastYear: number }>`
    select (select amount_minor from goals.quota where subject_kind = 'company' and starts_on = ${from} and ends_on = ${to}
        and ended_at is null and currency = ${company.currency} order by recorded_at desc limit 1) as quota,
      (select coalesce(sum(${worth}), 0)::bigint from crm.deal where deal.ended_at is null and deal.outcome = 'won'
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} and deal.closed_on >= (${from}::date - interval '1 year')
        and deal.closed_on < (${to}::date - interval '1 year')) as "lastYear"`.execute(db)
  return rows[0]!
}

/** Quotas of people that touch a span of days, with the newest answer of each. */
export async function answeredQuotas(db: Db, scope: Scope, { from, to }: Period): Promise<AnsweredQuota[]> {
  const { rows } = await sql<AnsweredQuota>`
    select quota.id as "quotaId", person.id as "personId", person.name as "personName", quota.starts_on as "startsOn", quota.ends_on as "endsOn",
      quota.amount_minor as "amountMinor", quota.currency, coalesce(said.answer, 'not answered') as answer, coalesce(said.note, '') as note,
      said.said_at as "saidAt", person.id is not distinct from ${scope.personId}::uuid as "isMine"
    from goals.quota join company.person on person.id = quota.subject_id
      left join lateral (select answer, note, said_at from goals.quota_answer where quota_id = quota.id order by said_at desc limit 1) said on true
    where quota.subject_kind = 'person' and quota.ended_at is null and quota.starts_on < ${to} and quota.ends_on > ${from}
      and ${ownedBy(scope.sees.quotas, sql.ref('quota.subject_id'))}
    order by said.answer is distinct from 'disputed', lower(person.name), quota.starts_on limit 5000`.execute(db)
  return rows
}
