import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { demandAttention } from '#demand/forecasts.sql.ts'
import type { Attention } from '#demand/schema.ts'
import { budgetLines } from '#goals/budget.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import { cycleIds, loadCycle } from '../log/cycles.sql.ts'
import type { Facts } from './act.ts'
import { factsFrom } from './facts.ts'
import { allFamilyIds } from './families.sql.ts'
import { dealsByFamily, masterDataSince, soldByFamily, statisticalByFamily, unitTotals } from './sold.sql.ts'
import { type CycleState, monthAfter } from './state.ts'

const view = { grain: 'month', measure: 'units' } as const
const mostExceptions = 12
const yearsBack = 4
const cyclesBack = 12

/** The data of a cycle as they are now: actuals, forecast, budget, deals, quality, exceptions, value added. */
export async function captureFacts(
  db: Db,
  plan: Pick<CycleState, 'month' | 'firstMonth' | 'horizon' | 'minorDigits' | 'startsOn'>,
): Promise<Facts> {
  const closed = `${plan.startsOn.slice(0, 7)}-01`
  const end = monthAfter(plan.firstMonth, plan.horizon)
  const span = { from: plan.firstMonth, to: end }
  const [families, sold, statistical, deals, budget, totals, masterData, attention, listPrices, past, negative] =
    await Promise.all([
      allFamilyIds(db),
      soldByFamily(db, { from: monthAfter(closed, -12 * yearsBack), to: closed }),
      statisticalByFamily(db),
      dealsByFamily(db, span),
      budgetLines(db, span),
      unitTotals(db),
      masterDataSince(db, monthAfter(closed, -12)),
      demandAttention(db, { view, limit: mostExceptions }),
      listPricesByFamily(db),
      pastCycles(db, plan.month),
      negativeStock(db),
    ])
  return factsFrom(plan, {
    ...{ families, sold, statistical, deals, budget, totals, masterData, listPrices, past },
    closedTo: dayAfter(closed, -1),
    negativeStock: negative,
    exceptions: attention.items.map(exceptionOf),
  })
}

/** Stock positions below zero; null where no stock is recorded. */
async function negativeStock(db: Db): Promise<number | null> {
  const { rows } = await sql<{ known: number; negative: number }>`
    select count(*)::int as known, count(*) filter (where quantity < 0)::int as negative
    from supply.stock_position where ended_at is null`.execute(db)
  const { known, negative } = rows[0]!
  return known === 0 ? null : negative
}

async function pastCycles(db: Db, month: string): Promise<CycleState[]> {
  const before = (await cycleIds(db)).filter((each) => each.month < month).slice(0, cyclesBack)
  return Promise.all(before.map(async ({ id }) => (await loadCycle(db, id)).state))
}

function exceptionOf({ kind, key, name, value, against }: Attention): Facts['exceptions'][number] {
  const share = (part: number | null) => (part === null ? 'not known' : `${Math.round(part * 100)} %`)
  const says = {
    accuracy: `its forecast is off by ${share(value)}, the naive one by ${share(against)}`,
    bias: `its forecast leans by ${share(value)}`,
    change: `its forecast moved by ${share(value)} since the run before`,
    new: 'it is new, and has little history',
    ending: 'it is ending',
  }[kind]
  return { id: `${kind}:${key}`, kind, name, says }
}

/** The mean list price of a family's items, for families that sold nothing. */
async function listPricesByFamily(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; price: string }>`
    select family_id as id, round(avg(list_price), 4)::text as price from company.item
    where family_id is not null and list_price is not null group by 1`.execute(db)
  return new Map(rows.map(({ id, price }) => [id, price]))
}
