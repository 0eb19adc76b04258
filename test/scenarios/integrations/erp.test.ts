import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeErpnext } from '../../fakes/erpnext.ts'
import { FakeOdoo } from '../../fakes/odoo.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, connections, connectionRuns, syncConnection } = integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const odoo = new FakeOdoo('key-1', '2026-11-02T08:00:00.000Z')
const erpnext = new FakeErpnext('k:s', now)
const served: Awaited<ReturnType<typeof serveHere>>[] = []
let app: TestApp
let admin: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  served.push(await serveHere((request, response) => odoo.answer(request, response)))
  served.push(await serveHere((request, response) => erpnext.answer(request, response)))
  odoo.put('res.company', 1, { name: 'Ours' })
  odoo.put('stock.warehouse', 1, { name: 'Main works' })
  const product = (id: number, name: string, more: object = {}) =>
    odoo.put('product.product', id, {
      name,
      type: 'consu',
      categ_id: [4, 'All / Goods'],
      lst_price: 12.5,
      uom_id: [1, 'Units'],
      product_tmpl_id: [100 + id, name],
      ...more,
    })
  product(7, 'Pump "P" 😀', { default_code: 'P-7' })
  product(8, 'Seal')
  product(9, 'Advice', { type: 'service' })
  odoo.put('sale.order', 20, {
    name: 'S00020',
    state: 'sale',
    date_order: '2026-10-31 23:30:00',
    commitment_date: '2026-11-20 12:00:00',
    partner_id: [3, 'Acme'],
    currency_id: [1, 'EUR'],
  })
  const line = { order_id: [20, 'S00020'], product_id: [7, 'Pump'], qty_delivered: 1 }
  odoo.put('sale.order.line', 200, { ...line, product_uom_qty: 4, price_subtotal: 50 })
  odoo.put('stock.quant', 1, {
    product_id: [7, ''],
    warehouse_id: [1, 'Main works'],
    quantity: 0.1,
    'location_id.usage': 'internal',
  })
  odoo.put('stock.quant', 2, {
    product_id: [7, ''],
    warehouse_id: [1, 'Main works'],
    quantity: 0.2,
    'location_id.usage': 'internal',
  })
  odoo.put('mrp.bom', 5, { product_id: false, product_tmpl_id: [107, 'Pump'], product_qty: 2, active: true })
  odoo.put('mrp.bom.line', 50, { bom_id: [5, ''], product_id: [8, 'Seal'], product_qty: 6 })
  odoo.put('res.partner', 30, { name: 'Seals & Co', supplier_rank: 1 })
  odoo.put('purchase.order', 40, {
    name: 'P00040',
    state: 'purchase',
    partner_id: [30, ''],
    date_order: '2026-10-20 08:00:00',
  })
  odoo.put('purchase.order.line', 400, {
    ...{ order_id: [40, 'P00040 (ref)'], product_id: [8, ''], product_qty: 100, qty_received: 0, price_unit: 0.3 },
    ...{ date_planned: '2026-11-12 10:00:00', state: 'purchase' },
  })
  odoo.now = now
})
afterAll(async () => {
  for (const { close } of served) await close()
  await app.close()
})

test('Odoo brings items, sites, orders, stock, recipes and purchase orders; a wrong key keeps nothing', async () => {
  const given = { name: 'Our Odoo', kind: 'odoo' as const, address: served[0]!.address }
  expect((await admin.call(addConnection, { body: given })).body.message).toBe('Odoo needs an API key.')
  expect((await admin.call(addConnection, { body: { ...given, accessToken: 'no' } })).body.message).toContain(
    'Invalid apikey',
  )
  expect((await admin.call(addConnection, { body: { ...given, accessToken: 'key-1' } })).status).toBe(200)
  expect(await sync('Our Odoo')).toMatchObject({ state: 'done' })
  expect(await here()).toEqual({
    items: ['P-7 Pump "P" 😀', 'product.product,8 Seal'],
    orders: ['S00020 2026-10-31 P-7 Acme 4 50'],
    stock: ['P-7 Main works 0.3'],
    recipe: ['P-7 product.product,8 3 '],
    open: ['P00040 product.product,8 100 2026-11-12'],
  })
  expect((await admin.call(connections)).body.connections[0]!.findings).toEqual([])
  expect(await sync('Our Odoo')).toMatchObject({ says: 'Nothing new.', counts: [] })
})

test('what changed comes in: a cancelled order counts nothing, an emptied place is empty, a part taken out ends, what came is no longer open', async () => {
  now = '2026-11-02T09:30:00.000Z'
  odoo.now = now
  odoo.put('sale.order', 20, { state: 'cancel' })
  odoo.models['stock.quant']!.length = 0
  odoo.models['mrp.bom.line']!.length = 0
  odoo.put('mrp.bom.line', 51, { bom_id: [5, ''], product_id: [9, 'Advice'], product_qty: 1 })
  odoo.put('purchase.order.line', 400, { qty_received: 40 })
  expect(await sync('Our Odoo')).toMatchObject({ state: 'done' })
  expect(await here()).toMatchObject({
    orders: ['S00020 2026-10-31 P-7 Acme 0 0'],
    stock: ['P-7 Main works 0'],
    recipe: ['P-7 product.product,8 3 2026-11-01'],
    open: ['P00040 product.product,8 60 2026-11-12'],
  })
  odoo.put('purchase.order.line', 400, { qty_received: 100 })
  delete odoo.models['mrp.bom']
  odoo.failures.push({ status: 429, body: {}, headers: { 'retry-after': '0' } })
  expect(await sync('Our Odoo')).toMatchObject({ state: 'done' })
  expect(await here()).toMatchObject({ open: [] })
  const [connection] = (await admin.call(connections)).body.connections
  expect(connection!.findings.map(({ kind, about }) => [kind, about])).toContainEqual(['hidden object', 'mrp.bom'])
  odoo.key = 'another'
  expect(await sync('Our Odoo')).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('give the connection new access'),
  })
})

test('ERPNext brings the same, by the clock of its site', async () => {
  erpnext.now = '2026-11-02T09:20:00.000Z'
  erpnext.put('Warehouse', 'Stores - O', { is_group: 0 })
  erpnext.put('Item', 'VALVE', {
    item_name: 'Valve',
    item_group: 'Products',
    standard_rate: 80,
    stock_uom: 'Nos',
    has_variants: 0,
  })
  erpnext.put('Item', 'RING', {
    item_name: 'Ring',
    item_group: 'Raw',
    standard_rate: 0,
    stock_uom: 'Nos',
    has_variants: 0,
  })
  erpnext.put('Sales Order', 'SO-1', {
    customer: 'Globex',
    transaction_date: '2026-11-02',
    currency: 'EUR',
    docstatus: 1,
  })
  const valve = { parent: 'SO-1', parenttype: 'Sales Order', item_code: 'VALVE' }
  erpnext.put('Sales Order Item', 'soi-1', {
    ...valve,
    qty: 3,
    delivered_qty: 0,
    net_amount: 240,
    delivery_date: '2026-12-01',
  })
  erpnext.put('Sales Order', 'SO-2', {
    customer: 'Globex',
    transaction_date: '2026-11-02',
    currency: 'EUR',
    docstatus: 0,
  })
  erpnext.put('Bin', 'b1', { item_code: 'RING', warehouse: 'Stores - O', actual_qty: 12 })
  erpnext.put('BOM', 'BOM-VALVE-001', { item: 'VALVE', quantity: 1, is_active: 1, is_default: 1, docstatus: 1 })
  erpnext.put('BOM Item', 'bi-1', { parent: 'BOM-VALVE-001', parenttype: 'BOM', item_code: 'RING', stock_qty: 2 })
  erpnext.hidden.add('Supplier')
  erpnext.now = now
  const body = { name: 'Our ERPNext', kind: 'erpnext' as const, address: served[1]!.address, clientId: 'k' }
  expect((await admin.call(addConnection, { body: { ...body, clientSecret: 'no' } })).body.message).toContain(
    'AuthenticationError',
  )
  expect((await admin.call(addConnection, { body: { ...body, clientSecret: 's' } })).status).toBe(200)
  expect(await sync('Our ERPNext')).toMatchObject({ state: 'done' })
  expect(await here()).toMatchObject({
    items: expect.arrayContaining(['VALVE Valve', 'RING Ring']),
    orders: expect.arrayContaining(['SO-1 2026-11-02 VALVE Globex 3 240']),
    stock: expect.arrayContaining(['RING Stores - O 12']),
    recipe: expect.arrayContaining(['VALVE RING 2 ']),
  })
  const found = (await admin.call(connections)).body.connections.find(({ name }) => name === 'Our ERPNext')
  expect(found?.findings.map(({ about }) => about)).toContain('Supplier')
  expect(await sync('Our ERPNext')).toMatchObject({ says: 'Nothing new.' })
  now = '2026-11-02T09:45:00.000Z'
  erpnext.now = now
  erpnext.put('Sales Order', 'SO-1', { docstatus: 2 })
  erpnext.hidden.delete('Supplier')
  erpnext.put('Supplier', 'Old Supplier', { supplier_name: 'Old Supplier' })
  erpnext.docs.Supplier![0]!.modified = '2020-01-01 00:00:00.000000'
  expect(await sync('Our ERPNext')).toMatchObject({ state: 'done' })
  expect((await here()).orders).toContain('SO-1 2026-11-02 VALVE Globex 0 0')
  const { rows } = await app.workspace.pool.query(`select name from supply.supplier where code = 'Old Supplier'`)
  expect(rows).toEqual([{ name: 'Old Supplier' }])
})

async function sync(name: string) {
  const { id } = (await admin.call(connections)).body.connections.find((each) => each.name === name)!
  await admin.call(syncConnection, { params: { id }, body: {} })
  await syncDue(app.workspace, new AbortController().signal)
  return (await admin.call(connectionRuns, { params: { id } })).body.runs[0]!
}

/** What is here, each row in a line. */
async function here() {
  const lines = async (query: string) => {
    const { rows } = await app.workspace.pool.query<{ line: string }>(query)
    return rows.map(({ line }) => line)
  }
  const n = (column: string) => `trim_scale(${column})`
  return {
    items: await lines(`select code || ' ' || name as line from company.item where code is not null order by code`),
    orders:
      await lines(`select o.order_number || ' ' || o.ordered_on || ' ' || i.code || ' ' || a.name || ' ' || ${n('o.quantity')} || ' ' || ${n('o.amount')} as line
      from crm.order_line o join company.item i on i.id = o.item_id join crm.account a on a.id = o.account_id where o.ended_at is null order by 1`),
    stock: await lines(`select i.code || ' ' || s.name || ' ' || ${n('p.quantity')} as line from supply.stock_position p
      join company.item i on i.id = p.item_id join company.site s on s.id = p.site_id where p.ended_at is null order by 1`),
    recipe:
      await lines(`select a.code || ' ' || c.code || ' ' || ${n('r.quantity')} || ' ' || coalesce(r.ends_on::text, '') as line from supply.recipe_component r
      join company.item a on a.id = r.assembly_id join company.item c on c.id = r.component_id where r.ended_at is null order by 1`),
    open: await lines(`select l.order_number || ' ' || i.code || ' ' || ${n('l.quantity')} || ' ' || l.due_on as line from supply.purchase_order_line l
      join company.item i on i.id = l.item_id where l.ended_at is null and l.received is null order by 1`),
  }
}
