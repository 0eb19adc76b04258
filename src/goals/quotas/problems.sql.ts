import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { planningContract } from '../planning-contract.ts'

type Problem = z.output<(typeof planningContract)['quotaProblems']['reply']>['problems'][number]

/** Standing quotas of people that cannot be right, with the money affected. */
export async function quotaProblems(
  db: Db,
  scope: Scope,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Problem[]> {
  const { rows } = await sql<Problem>`
    with standing as (
      select quota.id, quota.subject_id, quota.starts_on, quota.ends_on, quota.currency, quota.amount_minor, person.name, person.left_on
      from goals.quota quota join company.person person on person.id = quota.subject_id
      where quota.subject_kind = 'person' and quota.ended_at is null and ${ownedBy(scope.sees.quotas, sql.ref('quota.subject_id'))}
        and (${asked.from ?? null}::date is null or quota.ends_on > ${asked.from ?? null})
        and (${asked.to ?? null}::date is null or quota.starts_on < ${asked.to ?? null})
    ), below as (
      select line.manager_id, report.starts_on, report.ends_on, report.currency, sum(report.amount_minor)::bigint as sum
      from company.reporting_line line join standing report on report.subject_id = line.person_id
        and line.starts_on < report.ends_on and (line.ends_on is null or line.ends_on >= report.ends_on)
      group by 1, 2, 3, 4
    ), found as (
      select 'left before the period' as kind, s.*, s.amount_minor as affected, s.name || ' left on ' || s.left_on || ', before the period begins.' as message
      from standing s where s.left_on <= s.starts_on
      union all
      select 'overlapping quotas', s.*, s.amount_minor, 'The quota of ' || s.name || ' overlaps the one from ' || o.starts_on || ' until ' || o.ends_on || '.'
      from standing s join standing o on o.subject_id = s.subject_id and o.id > s.id and o.starts_on < s.ends_on and o.ends_on > s.starts_on
        and not (o.starts_on <= s.starts_on and o.ends_on >= s.ends_on) and not (s.starts_on <= o.starts_on and s.ends_on >= o.ends_on)
      union all
      select 'not passed down', s.*, s.amount_minor - below.sum, 'Those who report to ' || s.name || ' carry less than this quota in all.'
      from standing s join below on below.manager_id = s.subject_id and below.starts_on = s.starts_on and below.ends_on = s.ends_on
        and below.currency = s.currency and below.sum < s.amount_minor
    )
    select kind, id as "quotaId", name as "subjectName", starts_on as "startsOn", ends_on as "endsOn", currency, affected as "amountMinor", message
    from found order by starts_on desc, name, kind limit 1000`.execute(db)
  return rows
}
