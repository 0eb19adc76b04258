import { sql } from 'kysely'
import { type CompanyManner, companyManner, inCompanyMoney } from '#crm/money/queries.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { FamilyDemand, Health, Moved } from './schema.ts'

export type OpenDealGaps = {
  overdue: number
  overdueMinor: number
  undated: number
  undatedMinor: number
  amountless: number
  ownerless: number
}

/** Open deals that are late or lack what a forecast needs, within the scope. */
export async function openDealGaps(db: Db, scope: Scope, { today }: { today: string }): Promise<OpenDealGaps> {
  const manner = await companyManner(db)
  const amount = companyAmount(manner, today)
  const { rows } = await sql<OpenDealGaps>`
    select count(*) filter (where deal.expected_close < ${today}::date) as overdue,
      coalesce(sum(${amount}) filter (where deal.expected_close < ${today}::date), 0)::bigint as "overdueMinor",
      count(*) filter (where deal.expected_close is null) as undated,
      coalesce(sum(${amount}) filter (where deal.expected_close is null), 0)::bigint as "undatedMinor",
      count(*) filter (where deal.amount_minor is null) as amountless,
      count(*) filter (where deal.owner_id is null) as ownerless
    from crm.deal
    where deal.ended_at is null and deal.outcome = 'open' and ${ownedBy(scope.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  return rows[0]!
}

/**
 * What happened to deals between two instants: the state known at `since` against the state now. A deal first heard of
 * after `since` is held against what is now known of its past, so that an import of old deals is no news.
 */
export async function movedSince(
  db: Db,
  scope: Scope,
  { since, today }: { since: string; today: string },
): Promise<Moved[]> {
  const manner = await companyManner(db)
  const { rows } = await sql<Moved>`
    with touched as (
      select distinct deal_id from crm.deal_version where recorded_at > ${since} or retracted_at > ${since}
    ), pair as (
      select old.deal_id is null as is_new, old_stage.outcome as old_outcome, deal.outcome,
        old.expected_close as old_close, deal.expected_close,
        ${companyAmount(manner, today)} as amount,
        ${inCompanyMoney(manner, { minor: sql.ref('old.amount_minor'), currency: sql.ref('old.currency'), day: sql`${today}::date` })} as old_amount
      from touched join crm.deal on deal.id = touched.deal_id
      left join lateral (
        select v.deal_id, v.stage_id, v.expected_close, v.amount_minor, v.currency from crm.deal_version v
        where v.deal_id = deal.id and v.recorded_at <= ${since} and (v.retracted_at is null or v.retracted_at > ${since})
          or v.deal_id = deal.id and v.valid_at <= ${since} and v.retracted_at is null
            and not exists (select 1 from crm.deal_version known where known.deal_id = deal.id and known.recorded_at <= ${since})
        order by v.valid_at desc, v.recorded_at desc, v.id desc limit 1
      ) old on true
      left join crm.stage old_stage on old_stage.id = old.stage_id
      where deal.ended_at is null and ${ownedBy(scope.deals, sql.ref('deal.owner_id'))}
    ), moved as (
      select 'won' as kind, amount from pair where outcome = 'won' and old_outcome is distinct from 'won'
      union all select 'lost', coalesce(nullif(amount, 0), old_amount) from pair where outcome = 'lost' and old_outcome is distinct from 'lost'
      union all select 'new', amount from pair where is_new
      union all select 'up', amount - old_amount from pair where outcome = 'open' and amount > old_amount
      union all select 'down', amount - old_amount from pair where outcome = 'open' and amount < old_amount
      union all select 'pushed', amount from pair
        where outcome = 'open' and date_trunc('month', expected_close) > date_trunc('month', old_close)
      union all select 'pulled in', amount from pair
        where outcome = 'open' and date_trunc('month', expected_close) < date_trunc('month', old_close)
    )
    select kind, count(*) as deals, coalesce(sum(amount), 0)::bigint as "amountMinor",
      count(*) filter (where amount is null) as "withoutAmount"
    from moved group by kind
    order by array_position(array['won', 'lost', 'new', 'up', 'down', 'pushed', 'pulled in'], kind)`.execute(db)
  return rows
}

/** What each family is expected to sell in the next three months, beside its last twelve; largest first. */
export async function familyDemand(
  db: Db,
): Promise<{ families: FamilyDemand[]; forecastAt: string | null; refreshing: boolean }> {
  const { minorDigits } = await companyManner(db)
  const { rows } = await sql<FamilyDemand>`
    select f.node, coalesce(family.name, 'Without a family') as name, f.recent[greatest(1, cardinality(f.recent) - 11):] as recent,
      (select coalesce(jsonb_agg(jsonb_build_object('startsOn', f.starts_on[i], 'mean', f.mean[i], 'lo80', f.lo80[i], 'hi80', f.hi80[i]) order by i), '[]')
        from generate_series(1, least(3, cardinality(f.mean))) i) as ahead,
      round(f.ahead::numeric * 10::numeric ^ ${minorDigits}::int)::bigint as "aheadMinor",
      f.ahead / nullif(f.ahead_year_before, 0) - 1 as growth, f.cannot_tell as "cannotTell"
    from demand.forecast f join demand.run on run.id = f.run_id
    left join company.family on family.id = f.family_id
    where run.standing = 'current' and run.grain = 'month' and run.measure = 'money'
      and f.level = 'family' and f.territory_id is null and f.standing <> 'ended'
    order by f.ahead desc, name`.execute(db)
  const runs = await sql<{ forecastAt: string | null; refreshing: boolean }>`
    select max(finished_at) filter (where standing = 'current') as "forecastAt",
      coalesce(bool_or(finished_at is null), false)
        or (count(*) = 0 and exists (select 1 from crm.order_line where ended_at is null)) as refreshing
    from demand.run where grain = 'month' and measure = 'money'`.execute(db)
  return { families: rows, forecastAt: runs.rows[0]?.forecastAt ?? null, refreshing: runs.rows[0]?.refreshing ?? false }
}

/** How current the data are; deals as far as the caller may see them. */
export async function dataHealth(db: Db, scope: Scope): Promise<Health> {
  const seen = sql`from crm.deal deal where deal.ended_at is null and ${ownedBy(scope.deals, sql.ref('deal.owner_id'))}`
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

export type ImportTrouble = { setId: string; fileName: string; status: string; rowsQuarantined: number }

/** Imports that failed or left rows in quarantine and still stand. */
export async function importTroubles(db: Db): Promise<ImportTrouble[]> {
  const { rows } = await sql<ImportTrouble>`
    select set_id as "setId", file_name as "fileName", status, rows_quarantined as "rowsQuarantined" from imports.import
    where status = 'failed' or (status = 'loaded' and rows_quarantined > 0)
    order by created_at desc limit 5`.execute(db)
  return rows
}

function companyAmount(manner: CompanyManner, today: string) {
  return inCompanyMoney(manner, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: sql`${today}::date`,
  })
}
