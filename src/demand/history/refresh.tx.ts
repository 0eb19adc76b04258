import { sql } from 'kysely'
import { forgetOrderChanges } from '#crm/forget-order-changes.tx.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { periodWith } from '../calendar.ts'
import { renewExcludedItems } from '../excluded/leave-out.tx.ts'
import { touch } from '../moving/keep.tx.ts'
import { allFamilies } from '../moving/part.ts'
import { type Grain, grains } from '../schema.ts'
import { daySumsEnd } from './day-sums.tx.ts'
import { lockCursor, oldestOpen } from './follow.tx.ts'
import { type CompanySettings, companySettings, historyState } from './history.sql.ts'
import { rateOf } from './rate.sql.ts'

/**
 * Sums all live order lines to demand.history, exactly. They are read by one statement, so at one instant; sums that equal those
 * already there are not written again. Whoever follows single order lines goes on from here. New forecasts follow from the event,
 * also when only the day or an item's dates changed.
 */
export async function refreshHistory(work: Work): Promise<{ changed: boolean }> {
  return transact(work, async ({ tx, now, emit }) => {
    await beginCursor(tx)
    await renewExcludedItems(tx)
    // Mostly empty, which PostgreSQL does not expect of tables that it has never looked at: it would read all lines, and not by item.
    await sql`analyze demand.excluded_item, demand.exclusion, demand.successor`.execute(tx)
    const followedTo = await oldestOpen(tx)
    const company = await companySettings(tx)
    await priceLines(tx, company)
    await sumLines(tx, { days: await pricedDays(tx), company })
    const today = dayIn(company.timeZone, work.workspace.clock())
    await replaceDaySums(tx, daySumsEnd({ calendar: company.calendar, today }))
    await sql`update demand.order_cursor set xact = ${followedTo}::xid8`.execute(tx)
    await forgetOrderChanges(tx, { before: followedTo })
    const fingerprint = await fingerprintOf(tx)
    const before = await historyState(tx)
    const changed = before?.fingerprint !== fingerprint
    if (changed) await replaceHistory(tx)
    await countLeftOut(tx)
    await keepState(tx, { now, today, currency: company.currency, fingerprint })
    await touch(tx, [allFamilies])
    if (changed) await sql`analyze demand.history, demand.day_sum`.execute(tx)
    await emit('demand.history.refreshed', { changed })
    return { changed }
  })
}

/** Asks for a refresh; how far it is can be read from the tree. */
export async function requestRefresh(work: Work): Promise<{ queued: boolean }> {
  return transact(work, async ({ tx, audit }) => {
    await work.workspace.jobs.send('demand.refresh-history', {}, { tx })
    await audit({ command: 'demand.refresh', noun: 'demand', summary: 'Asked for a new demand forecast' })
    return { queued: true }
  })
}

/** Whoever else reads order lines into the history waits until this reading is done. */
async function beginCursor(tx: Tx): Promise<void> {
  await sql`insert into demand.order_cursor (xact) values ('0') on conflict do nothing`.execute(tx)
  await lockCursor(tx)
}

/** Counts anew which order lines the sums do not hold, after single ones came without a territory or a rate. */
export async function recountLeftOut(work: Work): Promise<void> {
  await transact(work, async ({ tx }) => {
    await lockCursor(tx)
    await priceLines(tx, await companySettings(tx))
    await countLeftOut(tx)
  })
}

async function pricedDays(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select distinct ordered_on as day from priced_line order by 1`.execute(tx)
  return rows.map((row) => row.day)
}

async function replaceDaySums(tx: Tx, end: string): Promise<void> {
  await sql`delete from demand.day_sum`.execute(tx)
  await sql`
    insert into demand.day_sum (day, family_id, quantity, amount)
    select l.ordered_on, i.family_id, sum(l.quantity), coalesce(sum(l.amount * l.rate), 0)
    from priced_line l join company.item i on i.id = l.item_id where l.ordered_on < ${end} group by 1, 2`.execute(tx)
}

/** Lines of one day, item, territory and currency together, each with the rate of its day (null where there is none). */
async function priceLines(tx: Tx, { currency }: CompanySettings): Promise<void> {
  await sql`
    create temp table priced_line on commit drop as
    with line as (
      select ordered_on, coalesce(s.successor_id, l.item_id) as item_id, territory_id, currency, sum(quantity) as quantity,
        sum(amount) as amount, count(*)::int as order_lines
      from demand.counted_line l left join demand.successor s on s.item_id = l.item_id group by 1, 2, 3, 4
    ), rate as (
      select d.currency, d.ordered_on, ${rateOf(currency, 'd')} as rate
      from (select distinct currency, ordered_on from line) d
    )
    select line.*, rate.rate from line join rate using (currency, ordered_on)`.execute(tx)
}

async function sumLines(tx: Tx, { days, company }: { days: string[]; company: CompanySettings }): Promise<void> {
  const start = (grain: Grain) => days.map((day) => periodWith({ grain, calendar: company.calendar, day }).startsOn)
  const placed = grains.map((grain) => ({ grain, starts: start(grain) }))
  await sql`
    create temp table fresh_history on commit drop as
    select p.grain, p.starts_on, l.item_id, l.territory_id, trim_scale(sum(l.quantity)) as quantity,
      trim_scale(coalesce(sum(l.amount * l.rate), 0)) as amount, sum(l.order_lines)::int as order_lines
    from priced_line l
    join unnest(${placed.flatMap(({ grain }) => days.map(() => grain))}::text[],
      ${placed.flatMap(() => days)}::date[], ${placed.flatMap(({ starts }) => starts)}::date[])
      as p (grain, day, starts_on) on p.day = l.ordered_on
    where l.item_id is not null
    group by p.grain, p.starts_on, l.item_id, l.territory_id`.execute(tx)
}

/** A number that any changed sum changes, whatever the order of rows. */
async function fingerprintOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ fingerprint: string }>`
    select count(*) || ':' || coalesce(sum(hashtextextended(f::text, 0)::numeric), 0) as fingerprint
    from fresh_history f`.execute(tx)
  return rows[0]!.fingerprint
}

async function replaceHistory(tx: Tx): Promise<void> {
  await sql`delete from demand.history`.execute(tx)
  await sql`
    insert into demand.history (grain, starts_on, item_id, territory_id, quantity, amount, order_lines)
    select grain, starts_on, item_id, territory_id, quantity, amount, order_lines from fresh_history`.execute(tx)
}

async function countLeftOut(tx: Tx): Promise<void> {
  await sql`delete from demand.left_out`.execute(tx)
  await sql`
    insert into demand.left_out (reason, currency, order_lines, quantity, amount, first_on, last_on)
    select reason, currency, sum(order_lines), sum(quantity), sum(amount), min(ordered_on), max(ordered_on)
    from priced_line, lateral (values
      ('no item', item_id is null),
      ('no rate', item_id is not null and rate is null),
      ('no territory', item_id is not null and territory_id is null)) as why (reason, holds)
    where holds group by reason, currency`.execute(tx)
  await sql`
    insert into demand.left_out (reason, currency, order_lines, quantity, amount, first_on, last_on)
    select 'no demand', l.currency, count(*), trim_scale(sum(l.quantity)), trim_scale(sum(l.amount)), min(l.ordered_on), max(l.ordered_on)
    from crm.order_line l
    where l.ended_at is null and exists (select from demand.exclusion where ended_at is null)
      and not exists (select from demand.counted_line c where c.id = l.id)
    group by l.currency`.execute(tx)
}

async function keepState(
  tx: Tx,
  state: { now: string; today: string; currency: string; fingerprint: string },
): Promise<void> {
  await sql`
    insert into demand.history_state (refreshed_at, today, order_lines, first_on, last_on, currency, fingerprint)
    select ${state.now}, ${state.today}, coalesce(sum(order_lines), 0),
      min(ordered_on) filter (where item_id is not null), max(ordered_on) filter (where item_id is not null),
      ${state.currency}, ${state.fingerprint}
    from priced_line
    on conflict (only_one) do update set refreshed_at = excluded.refreshed_at, today = excluded.today,
      order_lines = excluded.order_lines, first_on = excluded.first_on, last_on = excluded.last_on,
      currency = excluded.currency, fingerprint = excluded.fingerprint, closed_stamp = gen_random_uuid(),
      forecasts_due_at = null`.execute(tx)
}
