import { type RawBuilder, sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { CompanyCalendar } from '../calendar.ts'
import { inGroup } from '../groups/members.sql.ts'
import type { Seen } from '../node.ts'
import type { Grain, LeftOut, Measure } from '../schema.ts'
import type { Leaf, Lifted } from '../series.ts'
import { ofClosedDays } from './kept.ts'

/** What the company's profile says that demand depends on. */
export type CompanySettings = { currency: string; locale: string; timeZone: string; calendar: CompanyCalendar }

/** When the order lines were last read, and what they cover; days are null while there are none. */
export type HistoryState = {
  refreshedAt: string
  today: string
  orderLines: number
  firstOn: string | null
  lastOn: string | null
  currency: string
  fingerprint: string
  /** Another one as soon as anything changes of a day whose week and month are over. */
  closedStamp: string
  /** Since when forecasts wait to be made anew; null where none do. */
  forecastsDueAt: string | null
}

/** What one period held, exactly. */
export type Held = { startsOn: string; value: string; orderLines: number }

/** Settings of the company: currency, time zone, fiscal calendar. */
export async function companySettings(db: Db | Tx): Promise<CompanySettings> {
  const { currency, locale, timeZone, calendarKind, fiscalStartMonth, weekStart } = await readCompany(db)
  return { currency, locale, timeZone, calendar: { kind: calendarKind, startMonth: fiscalStartMonth, weekStart } }
}

/** The state of the history; null before the first refresh. */
export async function historyState(db: Db | Tx): Promise<HistoryState | null> {
  const { rows } = await sql<HistoryState>`
    select refreshed_at as "refreshedAt", today, order_lines as "orderLines", first_on as "firstOn", last_on as "lastOn",
      currency, fingerprint, closed_stamp as "closedStamp", forecasts_due_at as "forecastsDueAt"
    from demand.history_state`.execute(db)
  return rows[0] ?? null
}

/** Item x territory sums, placed by the index of their period among `starts`. */
export async function historyLeaves(
  db: Db,
  { grain, measure, starts }: { grain: Grain; measure: Measure; starts: readonly string[] },
): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select h.item_id as "itemId", h.territory_id as "territoryId",
      array_agg((p.place - 1)::int) as at, array_agg(${measured(measure)}::float8) as values
    from demand.history h
    join unnest(${[...starts]}::date[]) with ordinality as p (starts_on, place) on p.starts_on = h.starts_on
    where h.grain = ${grain}
    group by h.item_id, h.territory_id
    order by h.item_id, h.territory_id`.execute(db)
  return rows
}

/** What promotions added to items in territories, and would have been expected to add, placed likewise. */
export async function promotionLifts(
  db: Db,
  { grain, measure, starts }: { grain: Grain; measure: Measure; starts: readonly string[] },
): Promise<Lifted[]> {
  const [lift, planned] =
    measure === 'units' ? [sql`l.quantity`, sql`l.planned_quantity`] : [sql`l.amount`, sql`l.planned_amount`]
  const { rows } = await sql<Lifted>`
    select l.item_id as "itemId", l.territory_id as "territoryId",
      array_agg((p.place - 1)::int order by p.place) as at, array_agg(${lift} order by p.place) as lifts,
      array_agg(${planned} order by p.place) as planned
    from demand.promotion_lift l
    join unnest(${[...starts]}::date[]) with ordinality as p (starts_on, place) on p.starts_on = l.starts_on
    where l.grain = ${grain}
    group by l.item_id, l.territory_id
    order by l.item_id, l.territory_id`.execute(db)
  return rows
}

/** How many items in territories anything was sold of. */
export async function soldLeaves(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select distinct item_id, territory_id from demand.history where grain = 'month') leaf`.execute(
    db,
  )
  return rows[0]!.n
}

/** Every item with its family and active dates. */
export async function itemLives(
  db: Db,
): Promise<{ id: string; familyId: string | null; activeFrom: string | null; activeTo: string | null }[]> {
  const { rows } = await sql<{
    id: string
    familyId: string | null
    activeFrom: string | null
    activeTo: string | null
  }>`select id, family_id as "familyId", active_from as "activeFrom", active_to as "activeTo"
    from company.item order by id`.execute(db)
  return rows
}

type Wanted = { node: Seen; grain: Grain; measure: Measure }

/** The exact history of one node, period by period; periods without order lines are not listed. Closed periods are read once. */
export async function historyOf(
  db: Db,
  { open, stamp, ...wanted }: Wanted & { open: string | undefined; stamp: string },
): Promise<Held[]> {
  const { node, grain, measure } = wanted
  if (open === undefined || node.level === 'group') return heldBy(db, wanted, sql`true`)
  const [closed, running] = await Promise.all([
    ofClosedDays({ stamp, what: ['history', node, grain, measure, open] }, () =>
      heldBy(db, wanted, sql`h.starts_on < ${open}`),
    ),
    heldBy(db, wanted, sql`h.starts_on >= ${open}`),
  ])
  return [...closed, ...running]
}

async function heldBy(db: Db, { node, grain, measure }: Wanted, when: RawBuilder<unknown>): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select h.starts_on as "startsOn", trim_scale(sum(${measured(measure)}))::text as value,
      sum(h.order_lines)::int as "orderLines"
    from demand.history h join company.item i on i.id = h.item_id
    where h.grain = ${grain} and ${when}
      and ${within(node, { item: sql.ref('h.item_id'), territory: sql.ref('h.territory_id') })}
    group by h.starts_on order by h.starts_on`.execute(db)
  return rows
}

/** What the history leaves out. */
export async function leftOut(db: Db): Promise<LeftOut[]> {
  const { rows } = await sql<LeftOut>`
    select reason, currency, order_lines as "orderLines", trim_scale(quantity)::text as quantity,
      trim_scale(amount)::text as amount, first_on as "firstOn", last_on as "lastOn"
    from demand.left_out order by order_lines desc, reason, currency`.execute(db)
  return rows
}

/** The condition that keeps rows within a node, an item holding those it took over from; families and groups are read from the table `i` (company.item). */
export function within(
  node: Seen,
  column: { item: RawBuilder<unknown>; territory: RawBuilder<unknown> },
): RawBuilder<boolean> {
  const place = node.territoryId === null ? sql`true` : sql`${column.territory} = ${node.territoryId}`
  if (node.level === 'all') return sql<boolean>`${place}`
  if (node.level === 'group') return sql<boolean>`${place} and ${inGroup(node)}`
  if (node.level === 'item') {
    return sql<boolean>`${place} and ${column.item} = any(array(select ${node.itemId}::uuid
      union all select s.item_id from demand.successor s where s.successor_id = ${node.itemId}::uuid))`
  }
  return sql<boolean>`${place} and i.family_id is not distinct from ${node.familyId}::uuid`
}

function measured(measure: Measure): RawBuilder<string> {
  return measure === 'units' ? sql<string>`h.quantity` : sql<string>`h.amount`
}
