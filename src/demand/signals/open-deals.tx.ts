import { type RawBuilder, sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { timelineFor } from '../inputs.ts'

/** Deals that are to close within so many months count: beyond it, days are wishes. */
const monthsAhead = 3
/** Fewer months with open deals than this teach nothing. */
const fewestMonths = 12

/**
 * Keeps a signal a family: at the end of each month, what of it open deals hold that is due within three months, each by the
 * probability of its stage then; in the running month, as of now. A deal with lines counts by these, each due when it is to ship;
 * one without by its item and amount, due when it is expected to close. As any signal it counts only where it makes forecasts better, and by
 * what it changes: orders that deals always led to are in the forecast already, and none is counted twice.
 */
export async function keepOpenDeals(work: Work): Promise<void> {
  await transact(work, async ({ tx, now }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.signal', 0))`.execute(tx)
    const [{ calendar }, state] = [await companySettings(tx), await historyState(tx)]
    const timeline = state && timelineFor({ grain: 'month', calendar, state })
    if (!timeline || timeline.closed < fewestMonths) return
    const months = timeline.periods.slice(0, timeline.closed + 1)
    const since = (await hasNewFamily(tx)) ? null : await lastKept(tx)
    const asked = months.filter(({ startsOn }) => since === null || startsOn >= since)
    const families = await weightedByFamily(tx, { months: asked, now, known: knownThen })
    for (const { familyId, name, days, values } of families) {
      const id = await signalOf(tx, { familyId, name, now, months: days.length })
      if (id === null) continue
      await sql`
        insert into demand.signal_value (signal_id, day, value)
        select ${id}, * from unnest(${days}::date[], ${values}::float8[])
        on conflict (signal_id, day) do update set value = excluded.value where demand.signal_value.value <> excluded.value`.execute(
        tx,
      )
    }
  })
}

/**
 * Brings the signals that count to what is open now, as soon as a deal changed; the months before stay. Where one moved, the forecasts
 * that it moves are published anew.
 */
export async function followDeals(work: Work): Promise<void> {
  await transact(work, async ({ tx, now, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.signal', 0))`.execute(tx)
    const counting = await countingSignals(tx)
    if (counting.size === 0) return
    const [{ calendar }, state] = [await companySettings(tx), await historyState(tx)]
    const timeline = state && timelineFor({ grain: 'month', calendar, state })
    const running = timeline?.periods[timeline.closed]
    if (!running) return
    const families = await weightedByFamily(tx, { months: [running], now, known: () => knownNow([...counting.keys()]) })
    for (const { familyId, days, values } of families) {
      const id = counting.get(familyId)
      if (id === undefined) continue
      const moved = await sql`
        insert into demand.signal_value (signal_id, day, value) values (${id}, ${days[0]!}, ${values[0]!})
        on conflict (signal_id, day) do update set value = excluded.value
          where abs(demand.signal_value.value - excluded.value) > 1e-9 * greatest(1, abs(excluded.value)) returning 1`.execute(
        tx,
      )
      if (moved.rows.length > 0) await emit('demand.signals.changed', { signalId: id })
    }
  })
}

/** Signals of open deals that move a forecast, by their family. */
async function countingSignals(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; familyId: string }>`
    select s.id, s.of_family as "familyId" from demand.signal s
    where s.kind = 'open deals' and s.ended_at is null
      and exists (select from demand.signal_use u where u.signal_id = s.id and u.used)`.execute(tx)
  return new Map(rows.map(({ id, familyId }) => [familyId, id]))
}

/** A family that deals come to be of, as by their lines, begins with all months. */
async function hasNewFamily(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from crm.deal_item p join crm.deal d on d.id = p.deal_id and d.ended_at is null
      join company.item i on i.id = p.item_id
    where i.family_id is not null and i.family_id not in
      (select of_family from demand.signal where kind = 'open deals' and of_family is not null) limit 1`.execute(tx)
  return rows.length > 0
}

/** The newest month that is kept for all; months before it stay as they are, but for the last, which was not over. */
async function lastKept(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(v.day)::text as day from demand.signal s join demand.signal_value v on v.signal_id = s.id
    where s.kind = 'open deals'`.execute(tx)
  return rows[0]?.day ?? null
}

/** The signal of a family; null where there is none and too few months to begin one, or where people took it out. */
async function signalOf(
  tx: Tx,
  { familyId, name, now, months }: { familyId: string; name: string; now: string; months: number },
): Promise<string | null> {
  const { rows } = await sql<{ id: string; ended: boolean }>`
    select id, ended_at is not null as ended from demand.signal where kind = 'open deals' and of_family = ${familyId}`.execute(
    tx,
  )
  if (rows[0]) return rows[0].ended ? null : rows[0].id
  if (months < fewestMonths) return null
  const id = newId()
  const made = await sql`
    insert into demand.signal (id, name, unit, by_name, changed_at, kind, of_family)
    values (${id}, ${`Open deals: ${name}`}, 'weighted', 'Drumbeat', ${now}, 'open deals', ${familyId})
    on conflict do nothing returning id`.execute(tx)
  return made.rows.length > 0 ? id : null
}

type OfFamily = { familyId: string; name: string; days: string[]; values: number[] }

type Asked = { months: readonly { startsOn: string; endsOn: string }[]; now: string }

/** `known` says which deals were known at the end of each month, as rows of month, deal, item, stage, amount, currency and expected close. */
async function weightedByFamily(
  tx: Tx,
  { months, now, known }: Asked & { known: (of: { timeZone: string; now: string }) => RawBuilder<unknown> },
): Promise<OfFamily[]> {
  const company = await readCompany(tx)
  const worth = inCompanyMoney(company, {
    ...{ minor: sql`k.amount_minor`, currency: sql`k.currency`, day: sql`least(k.ends_on, ${now}::date)` },
  })
  const { rows } = await sql<OfFamily>`
    with month as (
      select * from unnest(${months.map(({ startsOn }) => startsOn)}::date[], ${months.map(({ endsOn }) => endsOn)}::date[])
        as m (starts_on, ends_on)
    ), known as (
      ${known({ timeZone: company.timeZone, now })}
    ), lines as (
      ${linesThen({ timeZone: company.timeZone, now })}
    ), part as (
      select starts_on, ends_on, item_id, stage_id, amount_minor, currency, due from lines
      union all select k.starts_on, k.ends_on, k.item_id, k.stage_id, k.amount_minor, k.currency, k.expected_close
      from known k where not exists (select from lines l where l.deal_id = k.deal_id and l.starts_on = k.starts_on)
    ), worth as (
      select i.family_id, f.name, m.starts_on, coalesce(sum(w.amount), 0)::float8 / 10 ^ ${company.minorDigits}::int as value
      from (select i.family_id from part k join company.item i on i.id = k.item_id where i.family_id is not null
        union select of_family from demand.signal where kind = 'open deals' and ended_at is null) i
      join company.family f on f.id = i.family_id cross join month m
      left join lateral (
        select ${worth} * coalesce((select p.probability from crm.stage_probability p
          where p.stage_id = s.id and p.until >= least(k.ends_on, ${now}::date) order by p.until limit 1), s.probability) as amount
        from part k join crm.stage s on s.id = k.stage_id and s.outcome = 'open' join company.item x on x.id = k.item_id
        where k.starts_on = m.starts_on and x.family_id = i.family_id and k.due > least(k.ends_on, ${now}::date)
          and k.due <= k.ends_on + make_interval(months => ${monthsAhead})) w on true
      group by 1, 2, 3
    )
    select family_id as "familyId", name, array_agg(starts_on::text order by starts_on) as days, array_agg(value order by starts_on) as values
    from worth group by 1, 2 order by 2`.execute(tx)
  return rows
}

/** Deals as they stood at the end of each month. */
function knownThen({ timeZone, now }: { timeZone: string; now: string }): RawBuilder<unknown> {
  return sql`
      select distinct on (m.starts_on, v.deal_id) m.starts_on, m.ends_on, v.deal_id, v.item_id, v.stage_id, v.amount_minor, v.currency, v.expected_close
      from month m join crm.deal_version v on v.valid_at < (m.ends_on + 1)::timestamp at time zone ${timeZone} and v.valid_at <= ${now}
        and v.retracted_at is null
      join crm.deal d on d.id = v.deal_id and d.ended_at is null
      order by m.starts_on, v.deal_id, v.valid_at desc, v.recorded_at desc`
}

/** The lines that the known deals had at the end of each month; one that its own maker took back never was. */
function linesThen({ timeZone, now }: { timeZone: string; now: string }): RawBuilder<unknown> {
  const at = sql`least((k.ends_on + 1)::timestamp at time zone ${timeZone}, ${now}::timestamptz)`
  return sql`
      select k.starts_on, k.ends_on, k.deal_id, k.stage_id, k.currency, l.item_id, l.amount_minor, coalesce(l.ships_on, k.expected_close) as due
      from known k join crm.deal_line l on l.deal_id = k.deal_id and l.valid_at <= ${at}
        and (l.ended_at is null or (coalesce(l.valid_until, l.ended_at) > ${at} and l.ended_by is distinct from coalesce(l.import_id, l.edit_id)))`
}

/** Deals of some families as they stand now: the newest version of each is what shows of it. */
function knownNow(familyIds: readonly string[]): RawBuilder<unknown> {
  return sql`
      select m.starts_on, m.ends_on, d.id as deal_id, d.item_id, d.stage_id, d.amount_minor, d.currency, d.expected_close
      from month m cross join crm.deal d
      where d.ended_at is null and d.id in (select p.deal_id from crm.deal_item p join company.item i on i.id = p.item_id
        where i.family_id = any(${[...familyIds]}::uuid[]))`
}
