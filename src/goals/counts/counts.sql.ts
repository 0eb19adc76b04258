import { type RawBuilder, sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { visibleQuota } from '../attainment.sql.ts'
import { type AskedQuotas, isAsked, membersWithin, subjectName, withSubject } from '../quotas/subjects.sql.ts'
import { attainedCounts, type DayCount, type StoredCount } from './attained.ts'
import type { CountQuota } from './contract.ts'
import type { Metric } from './metrics.ts'

type Asked = AskedQuotas & { metric?: Metric | undefined }

/** Goals in counts and units that the reader may see, each held against what came within its dates. */
export async function countQuotas(
  db: Db,
  scope: Scope,
  { now, ...asked }: Asked & { now: Date },
): Promise<{ today: string; quotas: CountQuota[] }> {
  const [today, quotas, lines] = [
    await companyToday(db, now),
    await storedCounts(db, scope, asked),
    await reportingLines(db),
  ]
  if (quotas.length === 0) return { today, quotas: [] }
  const span = {
    from: quotas.map(({ startsOn }) => startsOn).sort()[0]!,
    to: quotas
      .map(({ endsOn }) => endsOn)
      .sort()
      .at(-1)!,
  }
  const wanted = [...new Set(quotas.map(({ metric }) => metric))]
  const [counts, members] = [
    await countsByDay(db, scope, { ...span, metrics: wanted }),
    await membersWithin(
      db,
      quotas.map(({ id }) => id),
    ),
  ]
  return { today, quotas: attainedCounts({ quotas, counts, lines, members, today }) }
}

/** The goals themselves, newest first. */
export async function storedCounts(db: Db | Tx, scope: Scope, asked: Asked): Promise<StoredCount[]> {
  const { rows } = await sql<StoredCount>`
    select quota.id, quota.subject_kind as "subjectKind", quota.subject_id as "subjectId",
      ${subjectName} as "subjectName", quota.metric,
      quota.starts_on as "startsOn", quota.ends_on as "endsOn", trim_scale(quota.target)::text as target,
      quota.recorded_at as "recordedAt", quota.ended_at as "endedAt", setter.name as "setBy",
      coalesce(said.answer, 'not answered') as answer, coalesce(said.note, '') as note,
      quota.subject_kind = 'person' and quota.subject_id is not distinct from ${scope.personId}::uuid as "isMine"
    from goals.count_quota quota ${withSubject}
      left join lateral (select answer, note from goals.count_answer where count_quota_id = quota.id order by said_at desc limit 1) said on true
    where ${isAsked(asked)} and ${visibleQuota(scope)}
      and (${asked.metric ?? null}::text is null or quota.metric = ${asked.metric ?? null})
    order by quota.starts_on desc, quota.ends_on, quota.metric, quota.subject_kind, "subjectName", quota.recorded_at desc, quota.id desc
    limit 5000`.execute(db)
  return rows
}

type Span = { from: string; to: string }

/** What came, summed by day, person, territory and family. */
export async function countsByDay(
  db: Db | Tx,
  scope: Scope,
  { metrics, ...span }: Span & { metrics: readonly Metric[] },
): Promise<DayCount[]> {
  const { timeZone } = await readCompany(db)
  const parts = metrics.map(
    (metric) =>
      sql`select ${sql.lit(metric)} as metric, each.* from (${rowsOf(metric, { scope, span, timeZone })}) each`,
  )
  const { rows } = await sql<DayCount>`
    select metric, day, owner_id as "ownerId", territory_id as "territoryId", family_ids as "familyIds",
      trim_scale(sum(amount))::text as amount
    from (${sql.join(parts, sql` union all `)}) counted group by 1, 2, 3, 4, 5 order by day`.execute(db)
  return rows
}

export type CountedRow = {
  id: string
  day: string
  what: string
  personName: string | null
  amount: string
  path: string | null
}

/** What a goal counts, one by one. */
export async function rowsBehind(
  db: Db,
  scope: Scope,
  { quota, limit }: { quota: StoredCount; limit: number },
): Promise<{ total: number; rows: CountedRow[] }> {
  const { timeZone } = await readCompany(db)
  const span = { from: quota.startsOn, to: quota.endsOn }
  const { rows } = await sql<CountedRow & { total: number }>`
    select each.id, each.day, each.what, owner.name as "personName", trim_scale(each.amount)::text as amount, each.path,
      count(*) over () as total
    from (${rowsOf(quota.metric, { scope, span, timeZone })}) each left join company.person owner on owner.id = each.owner_id
    where ${belongs(quota)} order by each.day desc, each.id limit ${limit}`.execute(db)
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) }
}

function belongs({ id, subjectKind, subjectId }: StoredCount): RawBuilder<unknown> {
  switch (subjectKind) {
    case 'company':
      return sql`true`
    case 'person':
      return sql`each.owner_id = ${subjectId}`
    case 'territory':
      return sql`each.territory_id = ${subjectId}`
    case 'family':
      return sql`${subjectId} = any(each.family_ids)`
    case 'team':
      return sql`each.owner_id in (select member.person_id from goals.count_quota quota join company.team_membership member
        on member.team_id = quota.subject_id and member.starts_on < quota.ends_on
          and (member.ends_on is null or member.ends_on >= quota.ends_on) where quota.id = ${id})`
  }
}

/** Rows of a metric: id, what, path, day, owner_id, territory_id, family_ids, amount. */
function rowsOf(
  metric: Metric,
  { scope, span, timeZone }: { scope: Scope; span: Span; timeZone: string },
): RawBuilder<unknown> {
  const within = (day: RawBuilder<unknown>) => sql`${day} >= ${span.from}::date and ${day} < ${span.to}::date`
  const local = (column: string) => sql`(${sql.ref(column)} at time zone ${timeZone})::date`
  const ofDeal = sql`left join crm.account account on account.id = deal.account_id`
  const families = sql`array(select distinct item.family_id from crm.deal_item part join company.item item on item.id = part.item_id
      where part.deal_id = deal.id and item.family_id is not null order by 1) as family_ids`
  const deals = (day: string, where: RawBuilder<unknown>) => sql`
    select deal.id, deal.name as what, '/crm/deals?deal=' || deal.id as path, ${sql.ref(day)} as day, deal.owner_id, account.territory_id,
      ${families}, 1::numeric as amount
    from crm.deal deal ${ofDeal} where deal.ended_at is null and ${where} and ${within(sql.ref(day))}
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`
  const activities = (kind: string) => sql`
    select activity.id, activity.subject as what, '/crm/deals?deal=' || deal.id as path, ${local('activity.happened_at')} as day,
      activity.person_id as owner_id, account.territory_id, ${families}, 1::numeric as amount
    from crm.activity activity join crm.deal deal on deal.id = activity.deal_id ${ofDeal}
    where activity.ended_at is null and activity.kind = ${kind} and ${within(local('activity.happened_at'))}
      and ${ownedBy(scope.sees.deals, sql.ref('activity.person_id'))}`
  switch (metric) {
    case 'meetings held':
      return activities('meeting')
    case 'calls made':
      return activities('call')
    case 'deals created':
      return deals('deal.created_on', sql`true`)
    case 'deals won':
      return deals('deal.closed_on', sql`deal.outcome = 'won'`)
    case 'leads qualified':
      return sql`select lead.id, lead.name as what, '/crm/leads?lead=' || lead.id as path, ${local('lead.qualified_at')} as day, lead.owner_id,
          account.territory_id, '{}'::uuid[] as family_ids, 1::numeric as amount
        from crm.lead lead left join crm.account account on account.id = lead.account_id
        where lead.ended_at is null and ${within(local('lead.qualified_at'))} and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`
    case 'units sold':
      return sql`select line.id, coalesce(item.name, line.order_number, 'An order line') as what, null as path, line.ordered_on as day, line.owner_id,
          line.territory_id, array_remove(array[item.family_id], null) as family_ids, line.quantity as amount
        from crm.order_line line left join company.item item on item.id = line.item_id
        where line.ended_at is null and ${within(sql.ref('line.ordered_on'))} and ${ownedBy(scope.sees.orders, sql.ref('line.owner_id'))}`
  }
}
