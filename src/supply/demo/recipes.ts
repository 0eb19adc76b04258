import type { DemoTable } from '#platform/demo.ts'
import { type DemoItem, type Drawn, money, record } from './drawn.ts'
import { lines } from './resources.ts'

/** What goes into one unit of a family: codes of items, units, share that is lost on the way. */
const parts: Record<string, readonly [code: string, quantity: number, scrap: number][]> = {
  'Espresso machines': [
    ['PRT-101', 2, 0.02],
    ['PRT-102', 1, 0],
    ['PRT-105', 1, 0],
    ['PRT-106', 1, 0.01],
    ['PRT-107', 1, 0],
    ['PRT-108', 1, 0.02],
  ],
  Grinders: [
    ['PRT-103', 1, 0.03],
    ['PRT-104', 1, 0],
  ],
  'Cold drinks': [['PRT-110', 1, 0.01]],
  'Filter brewers': [['PRT-107', 1, 0]],
}

const reasons = ['Leak at the boiler', 'Scratched housing', 'Board does not start', 'Wrong voltage'] as const

/** Recipes of two and three levels, steps, how items are kept and costed, and the work orders of a year with their scrap. */
export function demoRecipes(drawn: Drawn): DemoTable[] {
  const made = drawn.items.filter((item) => item.made)
  return [
    {
      table: 'supply.scrap_reason',
      rows: reasons.map((name, at) => ({ id: drawn.id('reason', at), code: `S${at + 1}`, name })),
    },
    { table: 'supply.item_data', rows: drawn.items.map(itemData) },
    { table: 'supply.recipe_component', rows: made.flatMap((item) => components(drawn, item)) },
    { table: 'supply.by_product', rows: made.flatMap((item) => beside(drawn, item)) },
    { table: 'supply.operation', rows: made.flatMap((item) => steps(drawn, item)) },
    { table: 'supply.work_order', rows: made.flatMap((item) => workOrders(drawn, item)) },
  ]
}

/** A machine of the top of its range is made from the one below it, so that recipes have three levels. */
const madeFrom: Record<string, string> = { 'ESP-103': 'ESP-102', 'ESP-107': 'ESP-106', 'GRD-103': 'GRD-102' }

function components(drawn: Drawn, item: DemoItem) {
  const base = madeFrom[item.code]
  const list: readonly (readonly [string, number, number])[] =
    item.code === 'PRT-105'
      ? [['PRT-101', 1, 0]]
      : base
        ? [
            [base, 1, 0],
            ['PRT-102', 1, 0],
          ]
        : (parts[item.family] ?? [])
  const row = ([code, quantity, scrap]: (typeof list)[number], insteadOf: string | null) => {
    const component = drawn.byCode.get(code)!
    return {
      ...record(drawn, 'component', [item.id, component.id, null, ...(insteadOf ? [insteadOf] : [])]),
      assembly_id: item.id,
      component_id: component.id,
      instead_of_id: insteadOf,
      quantity: String(quantity),
      unit: 'each',
      scrap: String(scrap),
    }
  }
  const usual = list.map((part) => row(part, null))
  // Where burr sets of 75 are short, the twin grinder is built with two of 65.
  return item.code === 'GRD-105' ? [...usual, row(['PRT-103', 2, 0.03], drawn.byCode.get('PRT-104')!.id)] : usual
}

/** The Kestrel 3 Pro gets a board of its own: the one of the machine that it is built from goes back into stock. */
function beside(drawn: Drawn, item: DemoItem) {
  const board = drawn.byCode.get('PRT-108')
  if (item.code !== 'ESP-107' || !board) return []
  const row = record(drawn, 'by-product', [item.id, board.id, null])
  return [{ ...row, item_id: item.id, by_product_id: board.id, quantity: '1', unit: 'each' }]
}

function steps(drawn: Drawn, item: DemoItem) {
  const line = lines.find(({ family }) => family === item.family) ?? lines[3]
  const share = madeFrom[item.code] ? 0.3 : 1
  const step = (sequence: number, code: string, hours: number) => ({
    ...record(drawn, 'step', [item.id, sequence, drawn.id('resource', code), null]),
    item_id: item.id,
    sequence,
    resource_id: drawn.id('resource', code),
    hours_per_unit: hours.toFixed(3),
    setup_hours: '1',
  })
  const own = item.code === 'PRT-105' ? 0.1 : line.hours * share
  return [
    step(10, line.code, own * (0.9 + drawn.share('hours', item.code) * 0.2)),
    step(20, 'T1', item.code === 'PRT-105' ? 0.02 : 0.25 * share),
  ]
}

function itemData(item: DemoItem) {
  const cost = item.price * (item.made ? 0.52 : 0.6)
  return {
    id: item.id,
    made: item.made,
    finished_good: true,
    standard_cost: money(cost),
    safety_stock: String(Math.round(item.monthly * 0.35)),
    reorder_point: String(Math.round(item.monthly * 0.8)),
    lead_days: item.made ? '5' : null,
  }
}

function workOrders(drawn: Drawn, item: DemoItem) {
  return Array.from({ length: 12 }, (_, month) => {
    const quantity = Math.max(1, Math.round(item.monthly * (0.8 + 0.4 * drawn.share('order', item.code, month))))
    const chance = drawn.share('scrap', item.code, month)
    const scrapped = chance < 0.35 ? Math.ceil(quantity * 0.03 * (0.3 + chance)) : 0
    const start = month * 30 + 12
    const late = drawn.share('late', item.code, month) < 0.12 ? 6 : 0
    return {
      ...record(drawn, 'work order', [`WO-${item.code}-${12 - month}`]),
      order_number: `WO-${item.code}-${12 - month}`,
      item_id: item.id,
      quantity: String(quantity),
      stocked: String(quantity - scrapped),
      scrapped: String(scrapped),
      scrap_reason_id: scrapped > 0 ? drawn.id('reason', Math.floor(drawn.share('why', item.code, month) * 4)) : null,
      starts_on: drawn.before(start),
      ends_on: drawn.before(Math.max(0, start - 5 - late)),
      due_on: drawn.before(start - 5),
    }
  })
}
