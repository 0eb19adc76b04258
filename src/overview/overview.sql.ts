import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { FamilyDemand, Health } from './schema.ts'

/** What each family is expected to sell in the next three months, beside its last twelve; largest first. */
export async function familyDemand(
  db: Db,
): Promise<{ all: FamilyDemand | null; families: FamilyDemand[]; forecastAt: string | null; refreshing: boolean }> {
  const { minorDigits } = await readCompany(db)
  const { rows } = await sql<FamilyDemand>`
    select f.node, coalesce(family.name, 'Without a family') as name, f.recent[greatest(1, cardinality(f.recent) - 11):] as recent,
      (select coalesce(jsonb_agg(jsonb_build_object('startsOn', f.starts_on[i], 'mean', f.mean[i], 'lo80', f.lo80[i], 'hi80', f.hi80[i]) order by i), '[]')
        from (select i from generate_series(1, cardinality(f.mean)) i, demand.history_state state
          where f.starts_on[i] > state.last_on order by i limit 3) as coming) as ahead,
      round(f.ahead::numeric * 10::numeric ^ ${minorDigits}::int)::bigint as "aheadMinor",
      f.ahead / nullif(f.ahead_year_before, 0) - 1 as growth, f.cannot_tell as "cannotTell"
    from demand.expected f join demand.run on run.id = f.run_id
    left join company.family on family.id = f.family_id
    where run.standing = 'current' and run.grain = 'month' and run.measure = 'money'
      and f.level in ('all', 'family') and f.territory_id is null and f.standing <> 'ended'
    order by f.ahead desc, name`.execute(db)
  const all = rows.find(({ node }) => node === 'all') ?? null
  const families = rows.filter((row) => row !== all)
  const runs = await sql<{ forecastAt: string | null; refreshing: boolean }>`
    select max(finished_at) filter (where standing = 'current') as "forecastAt",
      coalesce(bool_or(finished_at is null), false)
        or (count(*) = 0 and exists (select 1 from crm.order_line where ended_at is null)) as refreshing
    from demand.run where grain = 'month' and measure = 'money'`.execute(db)
  return { all, families, forecastAt: runs.rows[0]?.forecastAt ?? null, refreshing: runs.rows[0]?.refreshing ?? false }
}

/** How current the data are; deals as far as the caller may see them. */
export async function dataHealth(db: Db, scope: Scope): Promise<Health> {
  const seen = sql`from crm.deal deal where deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`
  const { rows } = await sql<Health>`
    select (select count(*) ${seen}) as deals, (select max(deal.changed_at) ${seen}) as "dealsChangedAt",
      (select max(deal.closed_on) ${seen}) as "closedThrough",
      coalesce((select sum(order_lines) from demand.history where grain = 'month'), 0)::bigint as "orderLines",
      (select max(ordered_on) from crm.order_line where ended_at is null) as "ordersThrough",
      (select sum(amount) from demand.history where grain = 'month')::text as "orderAmount",
      (select max(finished_at) from demand.run where standing = 'current') as "forecastAt",
      (select jsonb_build_object('fileName', file_name, 'at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'status', status, 'rowsQuarantined', rows_quarantined)
        from imports.import order by created_at desc limit 1) as "lastImport"`.execute(db)
  return rows[0]!
}
