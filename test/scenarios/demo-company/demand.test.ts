import { beforeAll, describe, expect, test } from 'vitest'
import { dayText } from '../../../examples/demo-company/days.ts'
import { type DemoCompany, generateDemoCompany } from '../../../examples/demo-company/generate.ts'
import type { ItemRow, OrderLineRow } from '../../../examples/demo-company/rows.ts'

let company: DemoCompany
let itemOf: Map<string, ItemRow>
let familyOf: Map<string, string>

beforeAll(() => {
  company = generateDemoCompany({ seed: '7', today: '2026-11-23' })
  itemOf = new Map(company.items.map((item) => [item.id, item]))
  familyOf = new Map(company.families.map((family) => [family.id, family.name]))
})

describe('the order lines of the demo company', () => {
  test('never sell an item outside its active dates', () => {
    const outside = company.orderLines.filter((line) => {
      const { active_from, active_to } = itemOf.get(line.item_id)!
      return line.ordered_on < active_from || (active_to !== null && line.ordered_on > active_to)
    })
    expect(outside).toEqual([])
  })

  test('hold positive exact amounts with at most six decimals, the orders numbered without gaps', () => {
    const lines = new Map<string, number>()
    const wrong = company.orderLines.filter((line) => {
      const place = (lines.get(line.order_number) ?? 0) + 1
      lines.set(line.order_number, place)
      const exact = /^\d+(\.\d{6})?$/.test(line.amount) && Number(line.amount) > 0 && Number(line.quantity) > 0
      return !exact || line.line_number !== String(place)
    })
    expect(wrong).toEqual([])
    expect(company.orderLines.length / lines.size).toBeGreaterThan(1.8)
  })

  test('swing with the seasons as the truth says', () => {
    const factors = company.truth.items.find((item) => item.item === 'CLD-101')!.season
    const cold = unitsByMonth((line) => family(line) === 'Cold drinks')
    for (const year of [2024, 2025]) {
      const summer = cold.get(`${year}-07`)! / cold.get(`${year}-01`)!
      expect(summer / (factors[6]! / factors[0]!)).toBeGreaterThan(0.75)
      expect(summer / (factors[6]! / factors[0]!)).toBeLessThan(1.6)
    }
  })

  test.each(['Cold drinks', 'Filter brewers', 'Water and care'] as const)(
    'grow or shrink with their family: %s',
    (name) => {
      const units = unitsByMonth((line) => family(line) === name)
      const year = (from: string, to: string) =>
        [...units].filter(([month]) => month >= from && month <= to).reduce((sum, [, n]) => sum + n, 0)
      const seen = (year('2025-10', '2026-09') / year('2023-10', '2024-09')) ** 0.5 - 1
      expect(seen).toBeCloseTo(company.truth.families[name].growth, 0.9)
      expect(Math.sign(seen)).toBe(Math.sign(company.truth.families[name].growth))
    },
  )

  test('rise in a promotion and carry its name', () => {
    const uplift = (['2024', '2025', '2026'] as const).map((year) => {
      const grinders = company.orderLines.filter((line) => family(line) === 'Grinders')
      const within = grinders.filter((line) => line.ordered_on >= `${year}-03-10` && line.ordered_on < `${year}-03-24`)
      const before = grinders.filter((line) => line.ordered_on >= `${year}-02-24` && line.ordered_on < `${year}-03-10`)
      expect(within.every((line) => line.promotion === `Spring grinder weeks ${year}`)).toBe(true)
      return within.length / before.length
    })
    const mean = uplift.reduce((sum, value) => sum + value, 0) / 3
    expect(mean).toBeGreaterThan(1.4)
    expect(mean).toBeLessThan(1.9)
  })

  test('stop in the stock-out, with the lost demand on record', () => {
    const { item, startsOn, endsOn } = company.truth.story.stockOut
    const sold = linesOf(item)
    const inside = (line: OrderLineRow) => line.ordered_on >= dayText(startsOn) && line.ordered_on < dayText(endsOn)
    const yearLater = (line: OrderLineRow) =>
      line.ordered_on >= dayText(startsOn + 364) && line.ordered_on < dayText(endsOn + 364)
    expect(sold.filter(inside)).toHaveLength(0)
    const missing = sold.filter(yearLater).reduce((sum, line) => sum + Number(line.quantity), 0)
    expect(company.truth.stockOutLostUnits / missing).toBeGreaterThan(0.6)
    expect(company.truth.stockOutLostUnits / missing).toBeLessThan(1.6)
  })

  test('know two new items and one that ends', () => {
    expect(company.truth.story.newItems).toHaveLength(2)
    for (const { item, activeFrom } of company.truth.story.newItems) {
      const days = linesOf(item)
        .map((line) => line.ordered_on)
        .sort()
      expect(days.length).toBeGreaterThan(100)
      expect(days[0]! >= dayText(activeFrom)).toBe(true)
    }
    const { item, declinesFrom } = company.truth.story.endingItem
    const sold = linesOf(item)
    const half = (from: number, to: number) =>
      sold.filter((line) => line.ordered_on >= dayText(from) && line.ordered_on < dayText(to)).length
    expect(half(declinesFrom + 90, declinesFrom + 180)).toBeLessThan(0.75 * half(declinesFrom - 90, declinesFrom))
  })

  test('are seldom for some parts: most months without any in a territory', () => {
    const sold = linesOf('PRT-110')
    const months = new Set(sold.map((line) => `${line.territory_id}/${line.ordered_on.slice(0, 7)}`)).size
    expect(months / (38 * 4)).toBeLessThan(0.4)
    expect(months).toBeGreaterThan(15)
  })

  test('come partly from won deals: their accounts buy what the deal was about in the weeks after', () => {
    const owners = new Map(
      company.deals
        .filter((deal) => deal.outcome === 'won')
        .map((deal) => [`${deal.account_id}/${family(deal)}`, deal.closed_on!]),
    )
    const machines = company.orderLines.filter((line) => family(line) === 'Espresso machines')
    expect(
      machines.filter((line) => owners.has(`${line.account_id}/Espresso machines`)).length / machines.length,
    ).toBeGreaterThan(0.6)
  })
})

function family(row: { item_id: string }): string {
  return familyOf.get(itemOf.get(row.item_id)!.family_id)!
}

function linesOf(code: string): OrderLineRow[] {
  return company.orderLines.filter((line) => itemOf.get(line.item_id)!.code === code)
}

function unitsByMonth(wanted: (line: OrderLineRow) => boolean): Map<string, number> {
  const units = new Map<string, number>()
  for (const line of company.orderLines.filter(wanted)) {
    const month = line.ordered_on.slice(0, 7)
    units.set(month, (units.get(month) ?? 0) + Number(line.quantity))
  }
  return units
}
