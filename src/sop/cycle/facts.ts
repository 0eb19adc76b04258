import { toMinor } from '#platform/numbers/decimal.ts'
import { type Cell, consensusOf } from '../consensus/cells.ts'
import { unitsFor } from '../consensus/money.ts'
import { valueAddedOf } from '../consensus/value-added.ts'
import type { Actual, Fact, Facts } from './act.ts'
import type { Sold, Statistical } from './sold.sql.ts'
import { type CycleState, cellKey, monthAfter, monthsOf } from './state.ts'

/** What was read to capture the data of a cycle. */
export type Read = {
  families: readonly string[]
  sold: readonly Sold[]
  statistical: readonly Statistical[]
  deals: readonly { familyId: string; month: string; amountMinor: number }[]
  budget: readonly { familyId: string; month: string; units: string | null; amountMinor: number }[]
  /** The cycles before, newest first. */
  past: readonly CycleState[]
  listPrices: ReadonlyMap<string, string>
} & Pick<Facts, 'closedTo' | 'totals' | 'masterData' | 'negativeStock' | 'exceptions'>

/** The data of a cycle, put together from what was read. */
export function factsFrom(plan: Pick<CycleState, 'firstMonth' | 'horizon' | 'minorDigits'>, read: Read): Facts {
  const { closedTo, totals, masterData, negativeStock, exceptions, families, past } = read
  const actuals = actualsOf(read.sold, plan.minorDigits)
  const cells: Record<string, Fact> = {}
  const index = indexes(read)
  const before = new Map(past[0] ? consensusOf(past[0]).map((cell) => [cellKey(cell), cell]) : [])
  for (const familyId of families) {
    const price =
      priceOf(familyId, { actuals, closedTo, minorDigits: plan.minorDigits }) ?? read.listPrices.get(familyId) ?? null
    for (const month of monthsOf(plan)) {
      const key = cellKey({ familyId, month })
      cells[key] = factOf({
        familyId,
        month,
        price,
        index,
        actuals,
        before: before.get(key),
        minorDigits: plan.minorDigits,
      })
    }
  }
  const valueAdded = valueAddedOf(
    past.map((state) => firstMonths(consensusOf(state), state)),
    actuals,
  )
  return {
    closedTo,
    families: [...families],
    cells,
    actuals,
    totals,
    masterData,
    negativeStock,
    exceptions,
    valueAdded,
  }
}

type Index = ReturnType<typeof indexes>

function indexes({ statistical, deals, budget }: Read) {
  return {
    statistical: new Map(
      statistical.flatMap(({ familyId, startsOn, mean, lo80, hi80 }) =>
        startsOn.map((month, at) => [
          cellKey({ familyId, month }),
          { statistical: whole(mean[at]), lo80: whole(lo80[at]), hi80: whole(hi80[at]) },
        ]),
      ),
    ),
    deals: new Map(deals.map((each) => [cellKey(each), each.amountMinor])),
    budget: new Map(budget.map((each) => [cellKey(each), each])),
  }
}

function factOf(given: {
  familyId: string
  month: string
  price: string | null
  index: Index
  actuals: Readonly<Record<string, Actual>>
  before: Cell | undefined
  minorDigits: number
}): Fact {
  const { familyId, month, price, index, actuals, before, minorDigits } = given
  const key = cellKey({ familyId, month })
  const amountMinor = index.deals.get(key)
  const budget = index.budget.get(key)
  return {
    ...(index.statistical.get(key) ?? { statistical: null, lo80: null, hi80: null }),
    deals: amountMinor === undefined ? null : unitsFor({ amountMinor, price, minorDigits }),
    budgetUnits: budget?.units == null ? null : whole(Number(budget.units)),
    budgetMinor: budget?.amountMinor ?? null,
    lastYear: lastYearOf(familyId, month, actuals),
    price,
    previous: before?.units ?? null,
    previousMinor: before?.revenueMinor ?? null,
  }
}

/** The same month of the newest earlier year that has closed. */
function lastYearOf(familyId: string, month: string, actuals: Readonly<Record<string, Actual>>): number | null {
  for (const years of [1, 2, 3, 4, 5]) {
    const found = actuals[cellKey({ familyId, month: monthAfter(month, -12 * years) })]
    if (found) return found.units
  }
  return null
}

/** What was sold, by `family|month`. */
export function actualsOf(sold: readonly Sold[], minorDigits: number): Record<string, Actual> {
  return Object.fromEntries(
    sold.map(({ familyId, month, units, amount }) => [
      cellKey({ familyId, month }),
      { units, amountMinor: Number(toMinor(amount, minorDigits).minor) },
    ]),
  )
}

/** What one unit of a family brought in the last twelve closed months, to four decimals; null where nothing was sold. */
function priceOf(
  familyId: string,
  { actuals, closedTo, minorDigits }: { actuals: Record<string, Actual>; closedTo: string; minorDigits: number },
): string | null {
  const last = `${closedTo.slice(0, 7)}-01`
  let [units, amount] = [0n, 0n]
  for (let back = 0; back < 12; back++) {
    const found = actuals[cellKey({ familyId, month: monthAfter(last, -back) })]
    if (!found) continue
    units += BigInt(found.units)
    amount += BigInt(found.amountMinor)
  }
  if (units <= 0n || amount <= 0n) return null
  const scaled = (amount * 10_000n * 2n + units) / (units * 2n) / 10n ** BigInt(minorDigits)
  return `${scaled / 10_000n}.${String(scaled % 10_000n).padStart(4, '0')}`
}

/** A cycle is measured by the three months it planned first. */
function firstMonths(cells: readonly Cell[], { firstMonth }: CycleState): Cell[] {
  const end = monthAfter(firstMonth, 3)
  return cells.filter(({ month }) => month < end)
}

function whole(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.round(value)
}
