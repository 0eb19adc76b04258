import type { DemoTable } from '#platform/demo.ts'
import { type DemoItem, type Drawn, money, record } from './drawn.ts'

const warehouses = [
  ['Providence warehouse', 0.34],
  ['Reno warehouse', 0.25],
  ['Kassel warehouse', 0.25],
  ['Malmö warehouse', 0.16],
] as const
const weeks = 13

/** What lies in each warehouse, and how stock moved week by week. One item is short, one is counted below zero: both are to be found. */
export function demoStock(drawn: Drawn): DemoTable[] {
  return [
    { table: 'supply.stock_position', rows: drawn.items.flatMap((item, at) => positions(drawn, item, at)) },
    { table: 'supply.stock_day', rows: drawn.items.flatMap((item) => course(drawn, item)) },
  ]
}

function positions(drawn: Drawn, item: DemoItem, at: number) {
  const months = item.code === 'CLD-103' ? 0.1 : 0.6 + 0.9 * drawn.share('stock', item.code)
  const places = item.family === 'Spare parts' ? [...warehouses, ['Providence plant', 0.6] as const] : warehouses
  return places.map(([name, share]) => {
    const site = drawn.siteId(name)
    const isWrong = at === 41 && name === 'Malmö warehouse'
    return {
      ...record(drawn, 'stock', [item.id, site, null, null, null]),
      item_id: item.id,
      site_id: site,
      quantity: String(isWrong ? -2 : Math.round(item.monthly * months * share)),
      counted_on: drawn.before(1),
    }
  })
}

function course(drawn: Drawn, item: DemoItem) {
  const cost = money(item.price * (item.made ? 0.52 : 0.6))
  let balance = Math.round(item.monthly * (0.9 + 0.6 * drawn.share('course', item.code)))
  return Array.from({ length: weeks }, (_, at) => {
    const out = Math.min(balance, Math.round((item.monthly / 4.35) * (0.6 + 0.8 * drawn.share('out', item.code, at))))
    const received = at % 4 === 1 ? Math.round(item.monthly) : 0
    balance += received - out
    const day = drawn.before((weeks - 1 - at) * 7)
    return {
      ...record(drawn, 'stock day', [item.id, null, null, day]),
      item_id: item.id,
      day,
      units_in: String(received),
      units_out: String(out),
      balance: String(balance),
      unit_cost: cost,
    }
  })
}
