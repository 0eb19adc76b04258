import { dayBefore } from '../erp/day.ts'
import { type PartOf, purchaseLine, recipeRows, type StockAt, stockRows } from '../erp/differences.ts'
import { type ErpRead, type ErpRow, readersOf } from '../erp/objects.ts'
import type { Around, Linked } from '../linked.ts'
import type { Opened } from '../source.ts'
import { type ErpDoc, type ErpnextApi, erpnextApi, type Filters } from './api.io.ts'
import { clockThere, instantThere } from './zone.ts'

/** Signs in at ERPNext and gives what can be read: items, sites, orders, stock, recipes, purchase orders. */
export async function openErpnext(linked: Linked, around: Around): Promise<Opened> {
  const api = await erpnextApi(linked, around)
  const { readers, found } = await readersOf('ERPNext', [
    { object: 'Warehouse', kind: 'sites', read: (since) => sites(api, since) },
    { object: 'Item', kind: 'items', read: (since) => items(api, since) },
    { object: 'Sales Order', kind: 'order lines', read: (since) => orderLines(api, since) },
    { object: 'Bin', kind: 'stock positions', read: () => stock(api, around), probe: untouched(api, 'Bin') },
    { object: 'BOM', kind: 'recipe components', read: () => recipes(api, around), probe: untouched(api, 'BOM') },
    { object: 'Supplier', kind: 'suppliers', read: (since) => suppliers(api, since) },
    { object: 'Purchase Order', kind: 'purchase orders', read: (since) => purchases(api, since) },
    { object: 'Purchase Order Item', kind: 'purchase order lines', read: (since) => purchaseLines(api, since) },
  ])
  return {
    now: api.clock(),
    readers,
    writer: null,
    found: () => found,
    stages: [],
  }
}

const submitted = 1
const cancelled = 2
const parentsAtOnce = 100

/** Asks for none of a DocType. */
function untouched(api: ErpnextApi, doctype: string): ErpRead {
  return async function* probe(since) {
    for await (const _ of api.list(doctype, { fields: [], filters: touched(api, since) })) yield []
  }
}

function touched({ timeZone }: ErpnextApi, since: string | null, ...more: Filters): Filters {
  return [...more, ...(since ? [['modified', '>=', clockThere(since, timeZone)] as const] : [])]
}

function stampOf({ timeZone }: ErpnextApi, { modified }: ErpDoc): string {
  return instantThere(modified, timeZone)
}

function said(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

async function* sites(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  const filters = touched(api, since, ['is_group', '=', 0])
  for await (const page of api.list('Warehouse', { fields: [], filters }))
    yield page.map((each) => ({ id: each.name, stamp: stampOf(api, each), site: each.name }))
}

async function* items(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  const fields = ['item_name', 'item_group', 'standard_rate', 'stock_uom']
  const filters = touched(api, since, ['has_variants', '=', 0])
  for await (const page of api.list('Item', { fields, filters }))
    yield page.map((each) => ({
      id: each.name,
      stamp: stampOf(api, each),
      code: each.name,
      item: said(each.item_name),
      family: said(each.item_group),
      list_price: Number(each.standard_rate) > 0 ? said(each.standard_rate) : '',
      unit: said(each.stock_uom),
    }))
}

/** Documents that were submitted; in later readings those cancelled since, too. */
function booked(since: string | null): Filters[number] {
  return ['docstatus', 'in', since ? [submitted, cancelled] : [submitted]]
}

/** Rows of a table within these documents, with the document that each is of. */
async function* within(
  api: ErpnextApi,
  of: { doctype: string; parent: string; fields: readonly string[]; documents: readonly ErpDoc[] },
): AsyncGenerator<{ row: ErpDoc; document: ErpDoc }[]> {
  const { doctype, parent, fields, documents } = of
  for (let at = 0; at < documents.length; at += parentsAtOnce) {
    const some = new Map(documents.slice(at, at + parentsAtOnce).map((each) => [each.name, each]))
    const filters: Filters = [
      ['parent', 'in', [...some.keys()]],
      ['parenttype', '=', parent],
    ]
    for await (const page of api.list(doctype, { fields: ['parent', ...fields], filters, parent }))
      yield page.flatMap((row) => {
        const document = some.get(said(row.parent))
        return document ? [{ row, document }] : []
      })
  }
}

/** One that was cancelled since is worth nothing. */
async function* orderLines(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  const fields = ['customer', 'transaction_date', 'currency', 'docstatus']
  for await (const documents of api.list('Sales Order', { fields, filters: touched(api, since, booked(since)) }))
    for await (const page of within(api, {
      doctype: 'Sales Order Item',
      parent: 'Sales Order',
      fields: ['item_code', 'qty', 'delivered_qty', 'net_amount', 'delivery_date'],
      documents,
    }))
      yield page.map(({ row, document }) => {
        const isCancelled = Number(document.docstatus) === cancelled
        return {
          id: row.name,
          stamp: stampOf(api, document),
          order: document.name,
          ordered_on: said(document.transaction_date),
          due_on: said(row.delivery_date),
          shipped: said(row.delivered_qty),
          item: said(row.item_code),
          customer: said(document.customer),
          quantity: isCancelled ? '0' : said(row.qty),
          amount: isCancelled ? '0' : said(row.net_amount),
          currency: said(document.currency),
        }
      })
}

async function* stock(api: ErpnextApi, { here, today }: Around): AsyncGenerator<ErpRow[]> {
  const there: StockAt[] = []
  for await (const page of api.list('Bin', { fields: ['item_code', 'warehouse', 'actual_qty'], filters: [] }))
    for (const bin of page)
      there.push({ item: said(bin.item_code), site: said(bin.warehouse), quantity: Number(bin.actual_qty) })
  const names: string[] = []
  for await (const page of api.list('Warehouse', { fields: [], filters: [] }))
    names.push(...page.map(({ name }) => name))
  yield stockRows(there, await here.stock(names), today)
}

/** The recipe that is the default of its item. */
async function* recipes(api: ErpnextApi, { here, today }: Around): AsyncGenerator<ErpRow[]> {
  const filters: Filters = [['docstatus', 'in', [submitted, cancelled]]]
  const fields = ['item', 'quantity', 'is_active', 'is_default', 'docstatus']
  const parts: PartOf[] = []
  const made = new Set<string>()
  for await (const all of api.list('BOM', { fields, filters })) {
    for (const each of all) made.add(said(each.item))
    const documents = all.filter(
      (each) => Number(each.docstatus) === submitted && Number(each.is_active) === 1 && Number(each.is_default) === 1,
    )
    for await (const page of within(api, {
      doctype: 'BOM Item',
      parent: 'BOM',
      fields: ['item_code', 'stock_qty'],
      documents,
    }))
      for (const { row, document } of page)
        parts.push({
          assembly: said(document.item),
          component: said(row.item_code),
          quantity: Number(row.stock_qty) / (Number(document.quantity) || 1),
        })
  }
  yield recipeRows({ parts, made }, await here.recipes(), dayBefore(today))
}

async function* suppliers(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  for await (const page of api.list('Supplier', { fields: ['supplier_name'], filters: touched(api, since) }))
    yield page.map((each) => ({
      id: each.name,
      stamp: stampOf(api, each),
      code: each.name,
      supplier: said(each.supplier_name) || each.name,
    }))
}

const ofPurchases = ['supplier', 'transaction_date', 'status', 'docstatus'] as const

async function* purchases(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  for await (const page of api.list('Purchase Order', {
    fields: ofPurchases,
    filters: touched(api, since, booked(since)),
  }))
    yield page.map((each) => ({
      id: each.name,
      stamp: stampOf(api, each),
      order: each.name,
      supplier: said(each.supplier),
      status: said(each.status),
      ordered_on: said(each.transaction_date),
    }))
}

async function* purchaseLines(api: ErpnextApi, since: string | null): AsyncGenerator<ErpRow[]> {
  for await (const documents of api.list('Purchase Order', {
    fields: ofPurchases,
    filters: touched(api, since, booked(since)),
  }))
    for await (const page of within(api, {
      doctype: 'Purchase Order Item',
      parent: 'Purchase Order',
      fields: ['idx', 'item_code', 'qty', 'received_qty', 'rate', 'schedule_date'],
      documents,
    }))
      yield page.map(({ row, document }) => ({
        id: row.name,
        stamp: stampOf(api, document),
        order: document.name,
        line: row.name,
        item: said(row.item_code),
        due_on: said(row.schedule_date),
        unit_price: said(row.rate),
        ...purchaseLine({
          quantity: Number(row.qty),
          received: Number(row.received_qty),
          isCancelled: Number(document.docstatus) === cancelled || document.status === 'Closed',
        }),
      }))
}
