import { sql } from 'kysely'
import { dayIn } from '#platform/clock.ts'
import { plainArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { periodWith } from '../calendar.ts'
import { spanOf, timelineFor } from '../inputs.ts'
import { touch } from '../moving/keep.tx.ts'
import { allFamilies } from '../moving/part.ts'
import { type Grain, grains } from '../schema.ts'
import { daySumsEnd, keepDaySums } from './day-sums.tx.ts'
import { type CompanySettings, companySettings, type HistoryState, historyState } from './history.sql.ts'

/**
 * What one look at the order lines that came found. `unplaced`: some have no territory or no rate, so what is left out changed.
 * `waiting`: more are here, behind a transaction that is still open somewhere on this PostgreSQL; they are read once it has ended.
 * `dueSince`: since when forecasts wait to be made anew (`askForecasts`), null where they need not be.
 */
export type Followed = { changes: number; unplaced: boolean; waiting: boolean; dueSince: string | null }

type Change = { itemId: string; territoryId: string | null; day: string }
type Cell = { grain: Grain; startsOn: string; endsOn: string; itemId: string; territoryId: string | null }

/**
 * Makes the sums anew that order events touched since the last look, and no others: from the order lines themselves, so that doing
 * it twice changes nothing. Forecasts wait to be made anew only where a closed period changed, a period closed, or an item is new
 * somewhere; what came in the running period is told at once.
 */
export async function followOrders(work: Work): Promise<Followed | 'from scratch'> {
  return transact(work, async ({ tx, now, emit }) => {
    const since = await lockCursor(tx)
    const before = await historyState(tx)
    if (since === null || !before) return 'from scratch'
    const next = await oldestOpen(tx)
    const changes = await changesBetween(tx, { since, next })
    const waiting = await moreFrom(tx, next)
    if (changes.length === 0) return { changes: 0, unplaced: false, waiting, dueSince: before.forecastsDueAt }
    const company = await companySettings(tx)
    const summed = await sumCells(tx, { cells: cellsOf(changes, company), company })
    const today = dayIn(company.timeZone, work.workspace.clock())
    const endOn = (day: string) => daySumsEnd({ calendar: company.calendar, today: day })
    const edges = { before: endOn(before.today), end: endOn(today) }
    await keepDaySums(tx, { touched: changes, currency: company.currency, ...edges })
    const days = changes.map(({ day }) => day)
    const touchesClosed = edges.end > edges.before || days.some((day) => day < edges.end)
    const after = await keepState(tx, { before, summed, days, touchesClosed, today, now })
    await sql`update demand.order_cursor set xact = ${next}::xid8`.execute(tx)
    await touchFamilies(tx, { changes, all: after.lastOn !== before.lastOn || after.today !== before.today })
    await emit('demand.orders.followed', { changes: changes.length })
    const isDue = needsForecasts({ before, after, summed, company })
    if (isDue)
      await sql`update demand.history_state set forecasts_due_at = coalesce(forecasts_due_at, ${now})`.execute(tx)
    return {
      changes: changes.length,
      dueSince: before.forecastsDueAt ?? (isDue ? now : null),
      waiting,
      unplaced: summed.unpriced > 0 || changes.some(({ territoryId }) => territoryId === null),
    }
  })
}

/** Asks for the forecasts that wait to be made anew. */
export async function askForecasts(work: Work): Promise<void> {
  await transact(work, async ({ tx, emit }) => {
    const { rows } = await sql`update demand.history_state set forecasts_due_at = null
      where forecasts_due_at is not null returning 1`.execute(tx)
    if (rows.length > 0) await emit('demand.history.refreshed', { changed: true })
  })
}

/** Where reading goes on; whoever else follows, or reads all order lines, waits. Null before the first reading. */
export async function lockCursor(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ xact: string }>`select xact::text as xact from demand.order_cursor for update`.execute(
    tx,
  )
  return rows[0]?.xact ?? null
}

/** Every transaction before this one has ended, and what it wrote can be seen. */
export async function oldestOpen(tx: Tx): Promise<string> {
  const { rows } = await sql<{ xact: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xact`.execute(tx)
  return rows[0]!.xact
}

/** The families whose forecast these orders move; a new day moves all, as each has gone another step of its way. */
async function touchFamilies(tx: Tx, { changes, all }: { changes: readonly Change[]; all: boolean }): Promise<void> {
  if (all) return touch(tx, [allFamilies])
  const items = [...new Set(changes.map(({ itemId }) => itemId))]
  const { rows } = await sql<{ part: string }>`
    select distinct coalesce(family_id::text, 'none') as part from company.item where id = any(${items}::uuid[])`.execute(
    tx,
  )
  await touch(
    tx,
    rows.map(({ part }) => part),
  )
}

async function changesBetween(tx: Tx, { since, next }: { since: string; next: string }): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select distinct coalesce(s.successor_id, x.item_id) as "itemId", x.territory_id as "territoryId", x.day
    from crm.order_change c, unnest(c.item_ids, c.territory_ids, c.days) as x (item_id, territory_id, day)
    left join demand.successor s on s.item_id = x.item_id where c.xact >= ${since}::xid8 and c.xact < ${next}::xid8`.execute(
    tx,
  )
  return rows
}

async function moreFrom(tx: Tx, xact: string): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select exists (select from crm.order_change where xact >= ${xact}::xid8) as more`.execute(tx)
  return rows[0]!.more
}

/** The sums that changes touch: each grain's period of the day, once. */
export function cellsOf(changes: readonly Change[], { calendar }: Pick<CompanySettings, 'calendar'>): Cell[] {
  const cells = new Map<string, Cell>()
  for (const grain of grains) {
    const periods = new Map(
      [...new Set(changes.map(({ day }) => day))].map((day) => [day, periodWith({ grain, calendar, day })]),
    )
    for (const { itemId, territoryId, day } of changes) {
      const { startsOn, endsOn } = periods.get(day)!
      cells.set(`${grain} ${startsOn} ${itemId} ${territoryId}`, { grain, startsOn, endsOn, itemId, territoryId })
    }
  }
  return [...cells.values()]
}

type Summed = {
  rows: number
  hashes: string
  lines: number
  lastOn: string | null
  unpriced: number
  newLeaves: number
  /** Of the sums that changed in truth, the first period per grain. */
  firstMonth: string | null
  firstWeek: string | null
}

/** From here on the lines of all days between are read once; each cell by itself would read those of its item again and again. */
const fewCells = 200

/** SQL that gives the lines `l` of the cells `c`, cell by cell. */
const linesOfFew = sql`cell c cross join lateral (
    select c.item_id as member union all select s.item_id from demand.successor s where s.successor_id = c.item_id) m
  cross join lateral (select * from demand.counted_line l where l.item_id = m.member
    and l.ordered_on between c.starts_on and c.ends_on and l.territory_id is not distinct from c.territory_id offset 0) l`

/** The same by reading all lines from the first to the last of their days. */
function linesOfMany(cells: readonly Cell[]) {
  const from = cells.map(({ startsOn }) => startsOn).sort()[0]!
  const to = cells
    .map(({ endsOn }) => endsOn)
    .sort()
    .at(-1)!
  const nowhere = sql`'00000000-0000-0000-0000-000000000000'::uuid`
  return sql`cell c join (
      select coalesce(s.successor_id, l.item_id) as item_id, coalesce(l.territory_id, ${nowhere}) as place, l.ordered_on, l.quantity,
        l.amount, l.currency
      from demand.counted_line l left join demand.successor s on s.item_id = l.item_id
      where l.ordered_on between ${from} and ${to} offset 0) l
    on l.item_id = c.item_id and l.place = coalesce(c.territory_id, ${nowhere}) and l.ordered_on between c.starts_on and c.ends_on`
}

async function sumCells(
  tx: Tx,
  { cells, company }: { cells: readonly Cell[]; company: CompanySettings },
): Promise<Summed> {
  const column = (name: keyof Cell) => plainArray(cells.map((cell) => cell[name]))
  const { rows } = await sql<Summed>`
    with cell as materialized (
      select * from unnest(${column('grain')}::text[], ${column('startsOn')}::date[], ${column('endsOn')}::date[],
        ${column('itemId')}::uuid[], ${column('territoryId')}::uuid[]) as c (grain, starts_on, ends_on, item_id, territory_id)
    ), line as materialized (
      select c.grain, c.starts_on, c.item_id, c.territory_id, l.ordered_on, l.quantity, l.amount,
        case when l.currency = ${company.currency} then 1 else (select r.rate from company.currency_rate r
          where r.code = l.currency and r.starts_on <= l.ordered_on order by r.starts_on desc limit 1) end as rate
      from ${cells.length > fewCells ? linesOfMany(cells) : linesOfFew}
    ), gone as (
      delete from demand.history h using cell c
      where h.grain = c.grain and h.item_id = c.item_id and h.starts_on = c.starts_on
        and h.territory_id is not distinct from c.territory_id
      returning h.*
    ), put as (
      insert into demand.history (grain, starts_on, item_id, territory_id, quantity, amount, order_lines)
      select grain, starts_on, item_id, territory_id, trim_scale(sum(quantity)), trim_scale(coalesce(sum(amount * rate), 0)),
        count(*)::int
      from line group by grain, starts_on, item_id, territory_id returning *
    ), changed as (
      (select 1 as sign, p::text as said, p.* from put p) union all (select -1, g::text, g.* from gone g)
    ), differing as (
      select grain, starts_on from changed group by said, grain, starts_on having sum(sign) <> 0
    )
    select (select coalesce(sum(sign), 0)::int from changed) as rows,
      (select coalesce(sum(sign * hashtextextended(said, 0)::numeric), 0)::text from changed) as hashes,
      (select coalesce(sum(sign * order_lines) filter (where grain = 'month'), 0)::int from changed) as lines,
      (select max(ordered_on) from line) as "lastOn",
      (select count(*) filter (where rate is null)::int from line) as unpriced,
      (select count(*)::int from put p where not exists (select 1 from demand.history h
        where h.grain = p.grain and h.item_id = p.item_id and h.territory_id is not distinct from p.territory_id)) as "newLeaves",
      (select min(starts_on) from differing where grain = 'month') as "firstMonth",
      (select min(starts_on) from differing where grain = 'week') as "firstWeek"`.execute(tx)
  return rows[0]!
}

async function keepState(
  tx: Tx,
  given: {
    before: HistoryState
    summed: Summed
    days: readonly string[]
    touchesClosed: boolean
    today: string
    now: string
  },
): Promise<HistoryState> {
  const { before, summed, days, touchesClosed, today, now } = given
  const [count = '0', hashes = '0'] = before.fingerprint.split(':')
  const fingerprint = `${Number(count) + summed.rows}:${BigInt(hashes) + BigInt(summed.hashes)}`
  const { firstOn, lastOn } = await edgesOf(tx, { before, days, newest: summed.lastOn })
  const orderLines = before.orderLines + summed.lines
  await sql`update demand.history_state set refreshed_at = ${now}, today = ${today}, order_lines = ${orderLines},
    first_on = ${firstOn}, last_on = ${lastOn}, fingerprint = ${fingerprint},
    closed_stamp = case when ${touchesClosed} then gen_random_uuid() else closed_stamp end`.execute(tx)
  return { ...before, refreshedAt: now, today, orderLines, firstOn, lastOn, fingerprint }
}

/** The first and the last day with an order line; asked of all lines only where a line of that very day may be gone. */
async function edgesOf(
  tx: Tx,
  { before, days, newest }: { before: HistoryState; days: readonly string[]; newest: string | null },
): Promise<{ firstOn: string | null; lastOn: string | null }> {
  const { firstOn, lastOn } = before
  const sorted = days.toSorted()
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  const stands = newest !== null && lastOn !== null && newest >= lastOn
  if (firstOn !== null && lastOn !== null && first > firstOn && (stands || last < lastOn)) {
    return { firstOn, lastOn: newest !== null && newest > lastOn ? newest : lastOn }
  }
  const { rows } = await sql<{ firstOn: string | null; lastOn: string | null }>`
    select min(ordered_on) as "firstOn", max(ordered_on) as "lastOn" from demand.counted_line
    where item_id is not null`.execute(tx)
  return rows[0]!
}

/** Whether what models are fitted to changed: closed periods, which periods are closed, or which series there are. */
function needsForecasts(given: {
  before: HistoryState
  after: HistoryState
  summed: Summed
  company: CompanySettings
}): boolean {
  const { before, after, summed, company } = given
  if (summed.newLeaves > 0) return true
  return grains.some((grain) => {
    const [was, is] = [before, after].map((state) => timelineFor({ grain, calendar: company.calendar, state }))
    if (!was || !is) return was !== is
    if (spanOf(was) !== spanOf(is)) return true
    const firstChanged = grain === 'month' ? summed.firstMonth : summed.firstWeek
    const open = is.periods[is.closed]
    return firstChanged !== null && (!open || firstChanged < open.startsOn)
  })
}
