import { sql } from 'kysely'
import type { z } from 'zod'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { planningContract } from '../planning-contract.ts'

type Problem = z.output<(typeof planningContract)['quotaProblems']['reply']>['problems'][number]

/** Standing quotas of people that cannot be right, with the money affected. */
export async function quotaProblems(
  db: Db,
  scope: Scope,
  asked: { from: string; to: string | null },
): Promise<Problem[]> {
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('quota.amount_minor'),
    currency: sql.ref('quota.currency'),
    day: sql.ref('quota.starts_on'),
  })
  const { rows } = await sql<Problem>`
    with standing as (
      select quota.id, quota.subject_id, quota.starts_on, quota.ends_on, quota.currency, quota.amount_minor, person.name, person.left_on,
        ${worth} as company_minor from goals.quota quota join company.person person on person.id = quota.subject_id
      where quota.subject_kind = 'person' and quota.ended_at is null and ${ownedBy(scope.sees.quotas, sql.ref('quota.subject_id'))}
        and quota.ends_on > ${asked.from}
        and (${asked.to}::date is null or quota.starts_on < ${asked.to})
    ), below as (
      select line.manager_id, report.starts_on, report.ends_on, report.currency, sum(report.amount_minor)::bigint as sum
      from company.reporting_line line join standing report on report.subject_id = line.person_id
        and line.starts_on < report.ends_on and (line.ends_on is null or line.ends_on >= report.ends_on)
      group by 1, 2, 3, 4
    ), found as (${contradictions(company.currency)})
    select kind, id as "quotaId", subject_id as "personId", name as "subjectName", starts_on as "startsOn", ends_on as "endsOn", currency, affected as "amountMinor", message
    from found order by starts_on desc, name, kind limit 1000`.execute(db)
  return rows
}

/** What contradicts itself among `standing` quotas, with the money affected as a last column before the sentence. */
function contradictions(currency: string) {
  return sql`select 'left before the period' as kind, s.*, s.amount_minor as affected, s.name || ' left on ' || s.left_on || ', before the period begins.' as message
      from standing s where s.left_on <= s.starts_on
      union all
      select 'left within the period', s.*, s.amount_minor - round(s.amount_minor::numeric * (s.left_on - s.starts_on) / (s.ends_on - s.starts_on))::bigint,
        s.name || ' left on ' || s.left_on || ': what the days from then on carry is nobody''s.'
      from standing s where s.left_on > s.starts_on and s.left_on < s.ends_on
      union all
      select 'currency without rate', s.*, s.amount_minor, 'No rate turns ' || s.currency || ' of ' || s.starts_on || ' into ' || ${currency} || ': the quota of ' || s.name || ' counts in no sum.'
      from standing s where s.company_minor is null
      union all
      select 'overlapping quotas', s.*, s.amount_minor, 'The quota of ' || s.name || ' overlaps the one from ' || o.starts_on || ' until ' || o.ends_on || '.'
      from standing s join standing o on o.subject_id = s.subject_id and o.id > s.id and o.starts_on < s.ends_on and o.ends_on > s.starts_on
        and not (o.starts_on <= s.starts_on and o.ends_on >= s.ends_on) and not (s.starts_on <= o.starts_on and s.ends_on >= o.ends_on)
      union all
      select 'not passed down', s.*, s.amount_minor - below.sum, 'Those who report to ' || s.name || ' carry less than this quota in all.'
      from standing s join below on below.manager_id = s.subject_id and below.starts_on = s.starts_on and below.ends_on = s.ends_on
        and below.currency = s.currency and below.sum < s.amount_minor`
}
