import { sql } from 'kysely'
import { dayIn } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { spanOf, timelineFor } from '../inputs.ts'
import { touch } from '../moving/keep.tx.ts'
import { allFamilies } from '../moving/part.ts'
import { grains } from '../schema.ts'
import { type Change, cellsOf, type Summed, sumCells } from './cells.tx.ts'
import { daySumsEnd, keepDaySums } from './day-sums.tx.ts'
import { type CompanySettings, companySettings, type HistoryState, historyState } from './history.sql.ts'

/**
 * What one look at the order lines that came found. `unplaced`: some have no territory or no rate, so what is left out changed.
 * `waiting`: more are here, behind a transaction that is still open somewhere on this PostgreSQL; they are read once it has ended.
 * `dueSince`: since when forecasts wait to be made anew (`askForecasts`), null where they need not be.
 */
export type Followed = { changes: number; unplaced: boolean; waiting: boolean; dueSince: string | null }

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

/** Which transaction that anybody can see touched sums last; empty before the first. */
export async function newestChange(db: Db): Promise<string> {
  const { rows } = await sql<{ xact: string | null }>`select max(xact)::text as xact from crm.order_change`.execute(db)
  return rows[0]!.xact ?? ''
}

async function moreFrom(tx: Tx, xact: string): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select exists (select from crm.order_change where xact >= ${xact}::xid8) as more`.execute(tx)
  return rows[0]!.more
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
