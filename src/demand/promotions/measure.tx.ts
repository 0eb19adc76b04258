import { sql } from 'kysely'
import { Piscina } from 'piscina'
import type { Db, Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { CompanyCalendar } from '../calendar.ts'
import { engine } from '../engine.io.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import type { Measure } from '../schema.ts'
import { dailySums, standingPromotions } from './days.sql.ts'
import { type Found, keepFindings, keepLifts, keepNamesSaid } from './keep-measured.tx.ts'
import { type Finding, type KnownPromotion, type Measuring, measurable } from './measure.ts'

/** While promotions or days change as they are measured, it begins anew; so often at most, as whoever changed them asks for it too. */
const tries = 3

/** Measures all promotions anew where anything changed, and what they added to each period of the history; says so where that differs. */
export async function measureAllPromotions(work: Work): Promise<void> {
  for (let i = 0; i < tries; i++) {
    const known = await knownNow(work.workspace.db)
    if (known.stamp === (await measuredStamp(work.workspace.db))) return
    if (await keepUnlessChanged(work, { known, found: await foundIn(work.workspace.db, known) })) return
  }
}

/** What is measured, as it stands; `stamp` names it, and the days that it is measured on. */
type Known = {
  promotions: readonly KnownPromotion[]
  currency: string
  calendar: CompanyCalendar
  lastOn: string | null
  stamp: string
}

async function knownNow(db: Db | Tx): Promise<Known> {
  const [state, promotions] = [await historyState(db), await standingPromotions(db)]
  const { currency, calendar } = await companySettings(db)
  const lastOn = state?.lastOn ?? null
  const what = JSON.stringify([promotions, state?.closedStamp, lastOn, currency, calendar])
  const { rows } = await sql<{ stamp: string }>`select md5(${`${engine} ${what}`}) as stamp`.execute(db)
  return { promotions, currency, calendar, lastOn, stamp: rows[0]!.stamp }
}

async function measuredStamp(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ stamp: string }>`select stamp from demand.promotion_state`.execute(db)
  return rows[0]?.stamp
}

/** Outside of any transaction, and in threads of their own: fitting takes its time. */
async function foundIn(db: Db, { promotions, currency, lastOn }: Known): Promise<Found> {
  if (promotions.length === 0 || lastOn === null) return { units: [], money: [] }
  const { scopes } = measurable(promotions, lastOn)
  const daily = await dailySums(db, { promotions, scopes, currency, lastOn })
  const pool = new Piscina({ filename: new URL('./measure.ts', import.meta.url).href, maxThreads: 2 })
  try {
    const of = (measure: Measure): Promise<Finding[]> =>
      pool.run({ promotions, daily: daily[measure], lastOn } satisfies Measuring, { name: 'measurePromotions' })
    const [units, money] = await Promise.all([of('units'), of('money')])
    return { units, money }
  } finally {
    await pool.destroy()
  }
}

async function keepUnlessChanged(work: Work, { known, found }: { known: Known; found: Found }): Promise<boolean> {
  return transact(work, async ({ tx, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.promotion', 0))`.execute(tx)
    if ((await knownNow(tx)).stamp !== known.stamp) return false
    const before = await countedStamp(tx)
    await sql`delete from demand.promotion_measured`.execute(tx)
    await sql`delete from demand.promotion_lift`.execute(tx)
    if (found.units.length > 0) await keepFindings(tx, found)
    if (known.lastOn !== null) await keepLifts(tx, { ...known, lastOn: known.lastOn, found })
    await keepNamesSaid(tx)
    await sql`insert into demand.promotion_state (stamp) values (${known.stamp})
      on conflict (only_one) do update set stamp = excluded.stamp`.execute(tx)
    if ((await countedStamp(tx)) !== before) await emit('demand.promotions.measured', {})
    return true
  })
}

/** Names what stands measured: another one when anything that counts changed. */
async function countedStamp(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select md5((select coalesce(string_agg(concat_ws(' ', promotion_id, measure, during, after, sisters), ',' order by promotion_id, measure), '')
        from demand.promotion_measured)
      || (select coalesce(string_agg(concat_ws(' ', grain, starts_on, item_id, territory_id, quantity, amount), ','
        order by grain, starts_on, item_id, territory_id), '') from demand.promotion_lift)) as stamp`.execute(tx)
  return rows[0]!.stamp
}
