import { randomFrom } from './random.ts'
import type { FamilyRow, ItemRow, OrderLineRow, RateRow } from './rows.ts'

/** What a family sold in a month: whole units, and dollar cents. */
export type MonthSold = { familyId: string; month: string; units: number; minor: number }

export type BudgetRow = {
  id: string
  family_id: string
  month: string
  units: string
  amount_minor: number
  currency: string
  recorded_at: string
}

/** Adds up the order lines by family and month, in the order of families and months. */
export function monthlySales(input: {
  orderLines: readonly OrderLineRow[]
  items: readonly ItemRow[]
  rates: readonly RateRow[]
}): MonthSold[] {
  const family = new Map(input.items.map(({ id, family_id }) => [id, family_id]))
  const rateOn = ratesByMonth(input.rates)
  const sums = new Map<string, MonthSold>()
  for (const line of input.orderLines) {
    const month = `${line.ordered_on.slice(0, 7)}-01`
    const familyId = family.get(line.item_id)!
    const key = `${familyId}|${month}`
    const sum = sums.get(key) ?? { familyId, month, units: 0, minor: 0 }
    sum.units += Number(line.quantity)
    sum.minor += Number(line.amount) * 100 * (line.currency === 'USD' ? 1 : rateOn(line.currency, month))
    sums.set(key, sum)
  }
  const rounded = [...sums.values()].map((sum) => ({
    ...sum,
    units: Math.round(sum.units),
    minor: Math.round(sum.minor),
  }))
  return rounded.sort((a, b) => (a.familyId + a.month < b.familyId + b.month ? -1 : 1))
}

/** What finance budgets: last year's months with the growth it hopes for, for last year, this year and the next. */
export function setBudget(input: {
  sold: readonly MonthSold[]
  families: readonly FamilyRow[]
  year: number
  seed: string
  newId: () => string
}): BudgetRow[] {
  const { sold, families, year, seed, newId } = input
  const random = randomFrom(`budget/${seed}`)
  const byKey = new Map(sold.map((each) => [`${each.familyId}|${each.month}`, each]))
  const rows: BudgetRow[] = []
  for (const { id: familyId } of families) {
    for (let at = 0; at < 36; at++) {
      const planned = year - 1 + Math.floor(at / 12)
      const month = `${planned}-${String((at % 12) + 1).padStart(2, '0')}-01`
      const before = yearsBefore(byKey, { familyId, planned, month: month.slice(4) })
      if (!before) continue
      const growth = 1.04 ** before.years * (1 + 0.05 * random.normal())
      rows.push({
        id: newId(),
        family_id: familyId,
        month,
        units: String(Math.max(0, Math.round(before.units * growth))),
        amount_minor: Math.max(0, Math.round((before.minor * growth * 1.03 ** before.years) / 100_000) * 100_000),
        currency: 'USD',
        recorded_at: `${planned - 1}-11-15T15:00:00.000Z`,
      })
    }
  }
  return rows
}

/** The same month of the newest earlier year that is known when the budget is made. */
function yearsBefore(
  sold: ReadonlyMap<string, MonthSold>,
  { familyId, planned, month }: { familyId: string; planned: number; month: string },
): (MonthSold & { years: number }) | undefined {
  for (let years = 1; years <= 3; years++) {
    const found = sold.get(`${familyId}|${planned - years}${month}`)
    if (found) return { ...found, years }
  }
  return undefined
}

function ratesByMonth(rates: readonly RateRow[]): (code: string, month: string) => number {
  const known = new Map<string, number>()
  return (code, month) => {
    const key = code + month
    const rate =
      known.get(key) ?? Number(rates.findLast((each) => each.code === code && each.starts_on <= month)?.rate ?? 1)
    known.set(key, rate)
    return rate
  }
}
