import { dayBefore } from '../erp/day.ts'
import { type PartOf, purchaseLine, recipeRows, type StockAt, stockRows } from '../erp/differences.ts'
import { type ErpRead, type ErpRow, readersOf } from '../erp/objects.ts'
import type { Around, Linked } from '../linked.ts'
import type { Opened } from '../source.ts'
import { type Domain, type OdooApi, type OdooRecord, odooApi } from './api.io.ts'
import { codeOf, instantOf, laterOf, nameOf, numberOf, odooTime, refOf, textOf } from './rows.ts'

/** Signs in at Odoo and gives what can be read: items, sites, orders, stock, recipes, purchase orders. */
export async function openOdoo(linked: Linked, around: Around): Promise<Opened> {
  const api = await odooApi(linked, around)
  for await (const _ of api.search('res.company', { domain: [], fields: ['name'] })) break
  const codes = productCodes(api)
  const { readers, found } = await readersOf('Odoo', [
    { object: 'stock.warehouse', kind: 'sites', read: (since) => sites(api, since) },
    { object: 'product.product', kind: 'items', read: (since) => items(api, since) },
    { object: 'sale.order', kind: 'order lines', read: (since) => orderLines(api, codes, since) },
    {
      object: 'stock.quant',
      kind: 'stock positions',
      read: () => stock(api, codes, around),
      probe: untouched(api, 'stock.quant'),
    },
    {
      object: 'mrp.bom',
      kind: 'recipe components',
      read: () => recipes(api, codes, around),
      probe: untouched(api, 'mrp.bom'),
    },
    { object: 'res.partner', kind: 'suppliers', read: (since) => suppliers(api, since) },
    { object: 'purchase.order', kind: 'purchase orders', read: (since) => purchases(api, since) },
    { object: 'purchase.order.line', kind: 'purchase order lines', read: (since) => purchaseLines(api, codes, since) },
  ])
  return {
    now: api.clock(),
    readers,
    writer: null,
    found: () => found,
    stages: [],
  }
}

/** Services are neither stocked nor planned. */
const goods: Domain = [['type', '!=', 'service']]

type Codes = () => Promise<ReadonlyMap<number, string>>

/** The codes of all products, asked for once a run. */
function productCodes(api: OdooApi): Codes {
  let asked: Promise<Map<number, string>> | undefined
  async function ask(): Promise<Map<number, string>> {
    const codes = new Map<number, string>()
    for await (const page of api.search('product.product', { domain: goods, fields: ['default_code'] }))
      for (const product of page) codes.set(product.id, codeOf(product))
    return codes
  }
  return () => {
    asked ??= ask()
    return asked
  }
}

/** Asks for none of a model. */
function untouched(api: OdooApi, model: string): ErpRead {
  return async function* probe(since) {
    for await (const _ of api.search(model, { domain: touched(since), fields: [] })) yield []
  }
}

function touched(since: string | null, ...more: Domain): Domain {
  return [...more, ...(since ? [['write_date', '>=', odooTime(since)] as const] : [])]
}

const stampOf = ({ write_date: at }: OdooRecord) => instantOf(at)

async function* sites(api: OdooApi, since: string | null): AsyncGenerator<ErpRow[]> {
  for await (const page of api.search('stock.warehouse', { domain: touched(since), fields: ['name'] }))
    yield page.map((each) => ({ id: `stock.warehouse,${each.id}`, stamp: stampOf(each), site: textOf(each, 'name') }))
}

async function* items(api: OdooApi, since: string | null): AsyncGenerator<ErpRow[]> {
  const fields = ['default_code', 'name', 'categ_id', 'lst_price', 'uom_id']
  for await (const page of api.search('product.product', { domain: touched(since, ...goods), fields }))
    yield page.map((each) => ({
      id: `product.product,${each.id}`,
      stamp: stampOf(each),
      code: codeOf(each),
      item: textOf(each, 'name'),
      family: nameOf(each, 'categ_id').split(' / ').at(-1) ?? '',
      list_price: textOf(each, 'lst_price'),
      unit: nameOf(each, 'uom_id'),
    }))
}

/** Lines of orders that were confirmed; one that was cancelled since is worth nothing. */
async function* orderLines(api: OdooApi, codes: Codes, since: string | null): AsyncGenerator<ErpRow[]> {
  const states = since ? ['sale', 'done', 'cancel'] : ['sale', 'done']
  const own: Domain = [['state', 'in', states]]
  const at = since && odooTime(since)
  const domain: Domain = at ? [...own, '|', ['write_date', '>=', at], ['order_line.write_date', '>=', at]] : own
  const fields = ['name', 'state', 'date_order', 'commitment_date', 'partner_id', 'currency_id']
  for await (const orders of api.search('sale.order', { domain, fields })) {
    if (orders.length === 0) continue
    const byId = new Map(orders.map((order) => [order.id, order]))
    const lines = ['order_id', 'product_id', 'product_uom_qty', 'qty_delivered', 'price_subtotal']
    const ofThese: Domain = [
      ['order_id', 'in', [...byId.keys()]],
      ['product_id', '!=', false],
    ]
    const known = await codes()
    for await (const page of api.search('sale.order.line', { domain: ofThese, fields: lines }))
      yield page.flatMap((line) => {
        const order = byId.get(refOf(line, 'order_id'))
        const item = known.get(refOf(line, 'product_id'))
        return order && item ? [{ ...orderLine(line, order), item }] : []
      })
  }
}

function orderLine(line: OdooRecord, order: OdooRecord): ErpRow {
  const isCancelled = order.state === 'cancel'
  return {
    id: `sale.order.line,${line.id}`,
    stamp: laterOf(stampOf(order), stampOf(line)),
    order: textOf(order, 'name'),
    ordered_on: instantOf(textOf(order, 'date_order')),
    due_on: instantOf(textOf(order, 'commitment_date')),
    shipped: textOf(line, 'qty_delivered'),
    customer: nameOf(order, 'partner_id'),
    quantity: isCancelled ? '0' : textOf(line, 'product_uom_qty'),
    amount: isCancelled ? '0' : textOf(line, 'price_subtotal'),
    currency: nameOf(order, 'currency_id'),
  }
}

async function* stock(api: OdooApi, codes: Codes, { here, today }: Around): AsyncGenerator<ErpRow[]> {
  const known = await codes()
  const there: StockAt[] = []
  const domain: Domain = [['location_id.usage', '=', 'internal']]
  for await (const page of api.search('stock.quant', { domain, fields: ['product_id', 'warehouse_id', 'quantity'] }))
    for (const quant of page) {
      const [item, site] = [known.get(refOf(quant, 'product_id')), nameOf(quant, 'warehouse_id')]
      if (item && site) there.push({ item, site, quantity: numberOf(quant, 'quantity') })
    }
  const names: string[] = []
  for await (const page of api.search('stock.warehouse', { domain: [], fields: ['name'] }))
    names.push(...page.map((each) => textOf(each, 'name')))
  yield stockRows(there, await here.stock(names), today)
}

async function recipesOf(api: OdooApi): Promise<Map<number, OdooRecord>> {
  const boms = new Map<number, OdooRecord>()
  const fields = ['product_id', 'product_tmpl_id', 'product_qty', 'active']
  for await (const page of api.search('mrp.bom', { domain: [], fields })) for (const bom of page) boms.set(bom.id, bom)
  return boms
}

/** A recipe is of a product, or of all variants of its template. */
async function* recipes(api: OdooApi, codes: Codes, { here, today }: Around): AsyncGenerator<ErpRow[]> {
  const known = await codes()
  const boms = await recipesOf(api)
  const variants = new Map<number, number[]>()
  for await (const page of api.search('product.product', { domain: [], fields: ['product_tmpl_id'] }))
    for (const product of page) {
      const template = refOf(product, 'product_tmpl_id')
      variants.set(template, [...(variants.get(template) ?? []), product.id])
    }
  const madeBy = (bom: OdooRecord) => {
    const own = refOf(bom, 'product_id')
    const products = own ? [own] : (variants.get(refOf(bom, 'product_tmpl_id')) ?? [])
    return products.flatMap((product) => known.get(product) ?? [])
  }
  const parts: PartOf[] = []
  const fields = ['bom_id', 'product_id', 'product_qty']
  for await (const page of api.search('mrp.bom.line', { domain: [], fields }))
    for (const line of page) {
      const bom = boms.get(refOf(line, 'bom_id'))
      const component = known.get(refOf(line, 'product_id'))
      if (!bom || bom.active === false || !component) continue
      const quantity = numberOf(line, 'product_qty') / (numberOf(bom, 'product_qty') || 1)
      parts.push(...madeBy(bom).map((assembly) => ({ assembly, component, quantity })))
    }
  const made = new Set([...boms.values()].flatMap(madeBy))
  yield recipeRows({ parts, made }, await here.recipes(), dayBefore(today))
}

async function* suppliers(api: OdooApi, since: string | null): AsyncGenerator<ErpRow[]> {
  for await (const page of api.search('res.partner', {
    domain: touched(since, ['supplier_rank', '>', 0]),
    fields: ['name'],
  }))
    yield page.map((each) => ({
      id: `res.partner,${each.id}`,
      stamp: stampOf(each),
      code: `res.partner,${each.id}`,
      supplier: textOf(each, 'name'),
    }))
}

const placed = ['state', 'in', ['purchase', 'done', 'cancel']] as const

async function* purchases(api: OdooApi, since: string | null): AsyncGenerator<ErpRow[]> {
  const fields = ['name', 'partner_id', 'state', 'date_order']
  for await (const page of api.search('purchase.order', { domain: touched(since, placed), fields }))
    yield page.map((each) => ({
      id: `purchase.order,${each.id}`,
      stamp: stampOf(each),
      order: textOf(each, 'name'),
      supplier: `res.partner,${refOf(each, 'partner_id')}`,
      status: textOf(each, 'state'),
      ordered_on: instantOf(textOf(each, 'date_order')),
    }))
}

async function* purchaseLines(api: OdooApi, codes: Codes, since: string | null): AsyncGenerator<ErpRow[]> {
  const fields = ['order_id', 'product_id', 'product_qty', 'qty_received', 'date_planned', 'price_unit', 'state']
  const known = await codes()
  for await (const page of api.search('purchase.order.line', { domain: touched(since, placed), fields }))
    yield page
      .filter((line) => known.has(refOf(line, 'product_id')))
      .map((line) => ({
        id: `purchase.order.line,${line.id}`,
        stamp: stampOf(line),
        order: nameOf(line, 'order_id').split(' ')[0] ?? '',
        line: String(line.id),
        item: known.get(refOf(line, 'product_id')) ?? '',
        due_on: instantOf(textOf(line, 'date_planned')),
        unit_price: textOf(line, 'price_unit'),
        ...purchaseLine({
          quantity: numberOf(line, 'product_qty'),
          received: numberOf(line, 'qty_received'),
          isCancelled: line.state === 'cancel',
        }),
      }))
}
