import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { demandContract } from '#demand/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { openWishes } from '#supply/questions/wishes.sql.ts'
import { handsOn } from '../import-trust/hands.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam
const items: Record<string, string> = {}
const { one, check } = handsOn(() => team.app)

beforeAll(async () => {
  team = await openSmallTeam()
  const rows = [
    ['PMP-1', 'Pump', '250.00'],
    ['VLV-2', 'Valve', '40.05'],
    ['SEAL', 'Seal', null],
  ] as const
  for (const [code, name, price] of rows) {
    const { rows: made } = await sql<{ id: string }>`insert into company.item (id, code, name, list_price)
      values (gen_random_uuid(), ${code}, ${name}, ${price}) returning id`.execute(team.app.workspace.db)
    items[name] = made[0]!.id
  }
})
afterAll(() => team.app.close())

async function newDeal(name: string, more: object = {}): Promise<string> {
  const body = {
    name,
    stageId: team.stages.offer,
    ownerId: team.people.ada,
    amountMinor: 1000_00,
    itemId: items.Seal,
    ...more,
  }
  return (await team.admin.call(crmContract.addDeal, { body })).body.deal!.id
}

async function products(id: string, query: { asOf?: string; known?: 'now' | 'then' } = {}): Promise<string[]> {
  const { body, status } = await team.admin.call(crmContract.dealLines, { params: { id }, query })
  expect([status, body.message]).toEqual([200, undefined])
  return body.lines.map((line) => `${line.quantity} ${line.itemName} ${line.amountMinor}`)
}

const of = (id: string) => ({ params: { id } })

test('lines come to an exact sum beside the amount of their deal, and are the items it is found by', async () => {
  const id = await newDeal('Plant north')
  const add = (body: object) => team.admin.call(crmContract.addDealLine, { ...of(id), body: body as never })
  expect((await add({ itemId: items.Pump, quantity: '3', unitPrice: '249.99', discount: '0.1' })).status).toBe(200)
  const valves = await add({ itemId: items.Valve, quantity: '7', unitPrice: '0.105', shipsOn: '2026-05-04' })
  expect(valves.body.line).toMatchObject({ amountMinor: 74, shipsOn: '2026-05-04', currency: 'USD' })
  const { body } = await team.admin.call(crmContract.dealLines, of(id))
  // 3 × 249.99 × 0.9 = 674.973, to the cent 674.97.
  expect(body).toMatchObject({ sumMinor: 674_97 + 74, amountMinor: 1000_00, currency: 'USD' })
  const found = async (item: string) =>
    (await team.admin.call(crmContract.listDeals, { query: { item } })).body.deals.map(({ name }) => name)
  expect(await found(items.Valve!)).toEqual(['Plant north'])
  expect(await found(items.Seal!)).toEqual([]) // its own item counts no more
  expect((await add({ itemId: items.Seal, quantity: '1' })).body.message).toMatch(/neither a unit price nor an amount/)
  expect((await add({ itemId: items.Seal, quantity: '-1', unitPrice: '1' })).status).toBe(400)
  expect((await add({ itemId: items.Seal, quantity: '0.0', unitPrice: '1' })).body.message).toMatch(/Remove the line/)
})

test('planning sees what open deals hold: units by month and stage, and each product wanted by its day', async () => {
  const { body } = await team.admin.call(demandContract.openDealsAhead, { query: { months: 6 } })
  const valve = body.items.find(({ name }) => name === 'Valve')!
  // Offers are won at 30 %.
  expect([body.months[4], valve.units[4], valve.weighted[4]]).toEqual(['2026-05-01', 7, 7 * 0.3])
  expect(body.passed).toBe(1) // the pumps have neither a ship date nor a deal with an expected close
  const all = { sees: { deals: 'all', orders: 'all' } } as unknown as Scope
  const wishes = await openWishes(team.app.workspace.db, all, { today: '2026-01-02', limit: 10 })
  expect(wishes.map(({ label, item, quantity, wantedOn }) => [label, item, quantity, wantedOn])).toEqual([
    ['Plant north', 'VLV-2', 7, '2026-05-04'],
  ])
})

test('an edit is taken back by its own maker, and what stood on a day is known as it was known then', async () => {
  team.at('2026-01-05T10:00:00Z')
  const id = await newDeal('Plant south')
  const added = await team.admin.call(crmContract.addDealLine, {
    ...of(id),
    body: { itemId: items.Pump!, quantity: '2', unitPrice: '250' },
  })
  const { id: lineId, changedAt } = added.body.line!
  team.at('2026-01-20T10:00:00Z')
  const change = { params: { id, lineId }, body: { changedAt, changes: { quantity: '5' } } }
  const changed = await team.admin.call(crmContract.changeDealLine, change)
  expect(changed.body.line).toMatchObject({ quantity: '5', amountMinor: 1250_00 })
  expect((await team.admin.call(crmContract.changeDealLine, change)).body.message).toMatch(/it is now 5 × Pump/)
  expect(await products(id, { asOf: '2026-01-10' })).toEqual(['2 Pump 50000'])
  const undo = (by: typeof team.admin, editId: string) =>
    by.call(crmContract.undoDealLines, { ...of(id), body: { editId } })
  const other = await team.app.as('sales-ops-manager')
  expect((await undo(other, changed.body.editId)).status).toBe(409)
  expect((await undo(team.admin, added.body.editId)).status).toBe(409) // changed since
  team.at('2026-01-21T10:00:00Z')
  expect((await undo(team.admin, changed.body.editId)).body.line).toMatchObject({ quantity: '2' })
  const removed = await team.admin.call(crmContract.removeDealLine, { params: { id, lineId } })
  expect(await products(id)).toEqual([])
  team.at('2026-01-22T10:00:00Z')
  await undo(team.admin, removed.body.editId)
  expect(await products(id)).toEqual(['2 Pump 50000'])
  const { body } = await team.admin.call(crmContract.dealLines, of(id))
  expect(body.changes.map(({ what, from, to }) => [what, from?.quantity, to?.quantity])).toEqual([
    ['taken back', '5', undefined],
    ['changed', '2', '5'],
    ['added', undefined, '2'],
  ])
})

test('who does not see a deal sees none of its products', async () => {
  const id = await newDeal('Plant of Cleo', { ownerId: team.people.cleo })
  const body = { itemId: items.Pump!, quantity: '1', unitPrice: '1' }
  await team.admin.call(crmContract.addDealLine, { ...of(id), body })
  const ada = await team.app.as('rep', team.people.ada)
  expect((await ada.call(crmContract.dealLines, of(id))).status).toBe(404)
  expect((await ada.call(crmContract.addDealLine, { ...of(id), body })).status).toBe(404)
  const all = await ada.call(crmContract.listDealLines, { query: { limit: 500 } })
  expect(all.body.lines.map(({ dealName }) => dealName)).not.toContain('Plant of Cleo')
  const cleo = await team.app.as('rep', team.people.cleo)
  expect((await cleo.call(crmContract.listDealLines)).body).toMatchObject({ total: 1, next: null })
})

test('a file of products goes in once, what is wrong with a row is said, and it is undone as a whole', async () => {
  team.at('2026-02-01T10:00:00Z')
  const [a, b] = [await newDeal('Mill A'), await newDeal('Mill B', { currency: 'EUR' })]
  await newDeal('Twice')
  await newDeal('Twice')
  const file = `Deal;Item code;Quantity;Unit price;Currency;Expected ship date
Mill A;PMP-1;2;249,50;USD;2026-04-01
Mill A;PMP-1;1;249,50;USD;2026-05-01
Mill A;Valve;10;;;
${b};VLV-2;4;38,10;EUR;
Mill A;PMP-1;9;249,50;USD;2026-04-01
Nowhere;PMP-1;1;1;USD;
Twice;PMP-1;1;1;USD;
Mill A;PMP-9;1;1;USD;
Mill A;SEAL;-3;1;USD;
Mill B;VLV-2;1;1;USD;2026-06-01
Mill A;SEAL;1;;USD;`
  const checked = await check('products of deals.csv', file)
  expect(checked).toMatchObject({ kind: 'products of deals', rowsRead: 11, rowsNew: 4, rowsQuarantined: 7 })
  expect(checked.report!.groups.map(({ kind, rows }) => `${kind} ${rows}`).toSorted()).toEqual([
    'negative quantity 1',
    'no price 1',
    'other currency 1',
    'same line twice 1',
    'several deals 1',
    'unknown deal 1',
    'unknown item 1',
  ])
  const first = await one('products of deals.csv', file)
  expect(await products(a)).toEqual(['2 Pump 49900', '1 Pump 24950', '10 Valve 40050'])
  expect(await products(b)).toEqual(['4 Valve 15240'])
  expect(await one('products of deals.csv', file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 4 })

  const { body } = await team.admin.call(crmContract.dealLines, of(a))
  const [line] = body.lines
  const params = { id: a, lineId: line!.id }
  await team.admin.call(crmContract.changeDealLine, {
    params,
    body: { changedAt: line!.changedAt, changes: { quantity: '6' } },
  })
  // The same file knows nothing of the edit, so it stands; one that says something new counts.
  expect(await one('products of deals.csv', file)).toMatchObject({ rowsNew: 0, rowsChanged: 0 })
  expect((await products(a))[0]).toBe('6 Pump 149700')
  const later = await one('products of deals.csv', file.replace('Mill A;PMP-1;2;', 'Mill A;PMP-1;3;'))
  expect(later).toMatchObject({ rowsNew: 0, rowsChanged: 1 })
  expect((await products(a))[0]).toBe('3 Pump 74850')
  await undoImport(team.app.work, later.id)
  expect((await products(a))[0]).toBe('6 Pump 149700')
  await expect(undoImport(team.app.work, first.id)).rejects.toThrow(/1 of its products of deals were changed since/)
})

test('a file that left from here changes the lines it names, and takes out those it says were removed', async () => {
  const id = await newDeal('Round trip')
  const body = { itemId: items.Pump!, quantity: '2', unitPrice: '250' }
  const line = (await team.admin.call(crmContract.addDealLine, { ...of(id), body })).body.line!
  const again = (await team.admin.call(crmContract.addDealLine, { ...of(id), body: { ...body, itemId: items.Valve! } }))
    .body.line!
  // The columns that leave the list of products, and one that says what is removed.
  const header =
    'Called,Name of the deal,Account,Quantity,Unit price,Discount,Comes to,Expected ship date,Deal closes,Line id,Deal id,Item code,Amount,Removed'
  const record = await one(
    'products-of-deals.csv',
    `${header}
Pump,Round trip,,2.5,250,0.2,500.00,2026-07-01,2026-06-30,${line.id},${id},PMP-1,,no
Valve,Round trip,,2,250,,500.00,,2026-06-30,${again.id},${id},VLV-2,,yes`,
  )
  expect(record).toMatchObject({ kind: 'products of deals', rowsNew: 0, rowsChanged: 2, rowsQuarantined: 0 })
  expect(await products(id)).toEqual(['2.5 Pump 50000'])
  await undoImport(team.app.work, record.id)
  expect((await products(id)).toSorted()).toEqual(['2 Pump 50000', '2 Valve 50000'])
})

test('a deal without products takes those of the deal that is merged into it, and gives them back', async () => {
  const [stays, goes] = [await newDeal('Merged'), await newDeal('Merged too')]
  const body = { itemId: items.Pump!, quantity: '2', unitPrice: '250' }
  await team.admin.call(crmContract.addDealLine, { ...of(goes), body })
  const merge = await team.admin.call(crmContract.mergeTwo, { body: { noun: 'deal', winnerId: stays, loserId: goes } })
  expect(merge.status).toBe(200)
  expect(await products(stays)).toEqual(['2 Pump 50000'])
  const { body: done } = await team.admin.call(crmContract.listMerges, { query: { noun: 'deal' } })
  await team.admin.call(crmContract.unmerge, { params: { id: done.merges[0]!.id }, body: {} })
  expect(await products(stays)).toEqual([])
  expect(await products(goes)).toEqual(['2 Pump 50000'])
})

test('of two deals with products those of one, the other or both are kept; taken back, each has its own again', async () => {
  const withPump = async (name: string, quantity: string, more: object = {}) => {
    const id = await newDeal(name, more)
    await team.admin.call(crmContract.addDealLine, {
      ...of(id),
      body: { itemId: items.Pump!, quantity, unitPrice: '250' },
    })
    return id
  }
  const [stays, goes] = [await withPump('Two offers', '1'), await withPump('Two offers again', '3')]
  const pair = { noun: 'deal' as const, winnerId: stays, loserId: goes }
  const preview = await team.admin.call(crmContract.previewMerge, {
    query: { noun: 'deal', winner: stays, loser: goes },
  })
  expect(preview.body.lines).toMatchObject({
    winner: { lines: [{ itemName: 'Pump', quantity: '1' }], sumMinor: 250_00 },
    loser: { lines: [{ itemName: 'Pump', quantity: '3' }], sumMinor: 750_00 },
    suggested: 'winner',
  })
  for (const [lines, expected] of [
    [undefined, ['1 Pump 25000']],
    ['loser', ['3 Pump 75000']],
    ['both', ['1 Pump 25000', '3 Pump 75000']],
  ] as const) {
    const merge = await team.admin.call(crmContract.mergeTwo, { body: { ...pair, ...(lines && { lines }) } })
    expect((await products(stays)).toSorted()).toEqual(expected)
    await team.admin.call(crmContract.unmerge, { params: { id: merge.body.id }, body: {} })
    expect([await products(stays), await products(goes)]).toEqual([['1 Pump 25000'], ['3 Pump 75000']])
  }
  const euros = await withPump('In euros', '9', { currency: 'EUR' })
  const foreign = await team.admin.call(crmContract.mergeTwo, { body: { ...pair, loserId: euros, lines: 'both' } })
  expect([foreign.status, foreign.body.message]).toEqual([
    409,
    'The products of In euros are in EUR, and the merged deal would be in USD.',
  ])
})
