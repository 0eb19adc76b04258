import type { DemoTable } from '#platform/demo.ts'
import { type DemoItem, type Drawn, money, record } from './drawn.ts'

const suppliers = [
  { code: 'V1', name: 'Lombarda Componenti', lead: 28, rating: 1, rejects: 0.012 },
  { code: 'V2', name: 'Harz Elektrik', lead: 35, rating: 2, rejects: 0.006 },
  { code: 'V3', name: 'Clearwater Filters', lead: 14, rating: 1, rejects: 0.004 },
  { code: 'V4', name: 'Bay State Packaging', lead: 7, rating: 3, rejects: 0.035 },
] as const

/** Suppliers, what they sell, and a year of purchase orders: monthly, some late, some rejected, the newest still open. */
export function demoPurchases(drawn: Drawn): DemoTable[] {
  const bought = drawn.items.filter((item) => !item.made)
  const orders = bought.flatMap((item, at) => purchases(drawn, item, supplierOf(item, at)))
  return [
    {
      table: 'supply.supplier',
      rows: suppliers.map(({ code, name, rating }) => ({
        ...{ id: drawn.id('supplier', code), code, name },
        credit_rating: rating,
        preferred: true,
        active: true,
      })),
    },
    {
      table: 'supply.supplier_item',
      rows: bought.map((item, at) => {
        const { code, lead } = supplierOf(item, at)
        return {
          ...record(drawn, 'supplier item', [item.id, drawn.id('supplier', code)]),
          item_id: item.id,
          supplier_id: drawn.id('supplier', code),
          lead_days: String(lead),
          price: money(item.price * 0.55),
          least_order: String(Math.max(1, Math.round(item.monthly / 4))),
          unit: 'each',
        }
      }),
    },
    { table: 'supply.purchase_order', rows: orders.map(({ order }) => order) },
    { table: 'supply.purchase_order_line', rows: orders.map(({ line }) => line) },
  ]
}

function supplierOf({ family }: DemoItem, at: number) {
  return family === 'Spare parts' ? suppliers[at % 2]! : suppliers[2 + (at % 2)]!
}

function purchases(drawn: Drawn, item: DemoItem, supplier: (typeof suppliers)[number]) {
  return Array.from({ length: 13 }, (_, month) => {
    const about = [item.code, month] as const
    const ordered = month * 30 + 2
    const isOpen = ordered < supplier.lead
    const quantity = Math.max(1, Math.round(item.monthly * (0.7 + 0.5 * drawn.share('buy', ...about))))
    const late = drawn.share('late', ...about) < 0.18 ? Math.round(9 * drawn.share('days', ...about)) : 0
    const rejected = drawn.share('reject', ...about) < 0.3 ? Math.round(quantity * supplier.rejects * 3) : 0
    const number = `PO-${item.code}-${13 - month}`
    const due = drawn.before(ordered - supplier.lead)
    const price = item.price * 0.55
    const order = {
      ...record(drawn, 'purchase order', [number]),
      order_number: number,
      supplier_id: drawn.id('supplier', supplier.code),
      status: isOpen ? 'open' : 'complete',
      ordered_on: drawn.before(ordered),
      shipped_on: isOpen ? null : drawn.before(ordered - supplier.lead + 2 - late),
      subtotal: money(price * quantity),
    }
    const line = {
      ...record(drawn, 'purchase order line', [number, '1', item.id]),
      order_number: number,
      line_number: '1',
      item_id: item.id,
      due_on: due,
      received_on: isOpen ? null : drawn.before(Math.max(0, ordered - supplier.lead - late)),
      quantity: String(quantity),
      received: isOpen ? null : String(quantity),
      rejected: isOpen ? null : String(rejected),
      stocked: isOpen ? null : String(quantity - rejected),
      unit_price: money(price),
      amount: money(price * quantity),
    }
    return { order, line }
  })
}
