import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import type { DealEvent } from '#crm/deals/events/event.ts'
import { newId } from '#platform/ids.ts'
import { signatureOf } from '#platform/webhooks/signature.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let now = '2026-11-23T12:00:00Z'
let app: TestApp
let caller: Caller
let renewals: string

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  caller = await app.as('owner')
  const { db } = app.workspace
  const [sales, service] = [newId(), newId()]
  renewals = service
  await sql`insert into crm.pipeline (id, name) values (${sales}, 'New business'), (${service}, 'Renewals')`.execute(db)
  await sql`insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
    select gen_random_uuid(), p, name, position, outcome, category, chance from (values
      (${sales}::uuid, 'Demo', 1, 'open', 'pipeline', 0.3), (${sales}::uuid, 'Won', 2, 'won', 'closed', 1),
      (${service}::uuid, 'Demo', 1, 'open', 'pipeline', 0.5), (${sales}::uuid, 'Offer', 3, 'open', 'best case', 0.6))
      as s (p, name, position, outcome, category, chance)`.execute(db)
  await sql`insert into company.item (id, code, name) values (gen_random_uuid(), 'PMP', 'Pump'), (gen_random_uuid(), 'VLV', 'Valve')`.execute(
    db,
  )
  await sql`insert into crm.account (id, external_id, name) values (gen_random_uuid(), 'acc-1', 'Acme'), (gen_random_uuid(), 'acc-2', 'Globex')`.execute(
    db,
  )
})
afterAll(() => app?.close())

const send = (event: Partial<DealEvent> & { key: string; deal: string }, by = caller) =>
  by.call(crmContract.receiveDeal, { body: event as DealEvent })
const bulk = async (lines: (object | string)[], by = caller) => {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const response = await by.fetch('/api/crm/deals/events/bulk', { method: 'POST', body: text })
  return { status: response.status, body: await response.json() }
}
const dealNamed = async (name: string) => {
  const { body } = await caller.call(crmContract.listDeals, { query: { search: name } })
  return body.deals[0]
}
const acme = { name: 'Acme, 20 seats', stage: 'Offer', account: 'acc-1', amount: '1200.50' }

describe('a deal that changes elsewhere', () => {
  test('is added once, however often it is told, and moves on with its next event', async () => {
    expect((await send({ key: 'e1', deal: '006A', ...acme })).body.outcome).toBe('added')
    expect((await send({ key: 'e1', deal: '006A', ...acme })).body.outcome).toBe('known')
    expect((await send({ key: 'e1', deal: '006A', ...acme, amount: '1300' })).body.code).toBe('key-used')
    const deal = (await dealNamed('Acme'))!
    expect(deal).toMatchObject({ amountMinor: 120_050, accountName: 'Acme', forecastCategory: 'best case' })
    expect((await send({ key: 'e2', deal: '006A', stage: 'Won', closedOn: '2026-11-20' })).body.outcome).toBe('changed')
    expect((await send({ key: 'e3', deal: '006A', stage: 'won' })).body.outcome).toBe('unchanged')
    expect(await dealNamed('Acme')).toMatchObject({ outcome: 'won', closedOn: '2026-11-20', amountMinor: 120_050 })
  })

  test('an event that comes late is put where it belongs: as known before, the past says what it said', async () => {
    const { id } = (await dealNamed('Acme'))!
    now = '2026-11-25T12:00:00Z'
    await send({ key: 'e4', deal: '006A', amount: '1500', at: '2026-11-24T09:00:00+01:00' })
    await send({ key: 'e5', deal: '006A', amount: null, at: '2026-11-23T14:00:00Z' })
    const then = async (known: 'now' | 'then') =>
      (await caller.call(crmContract.dealDetail, { params: { id }, query: { asOf: '2026-11-23', known } })).body.asOf!
        .facts!.amountMinor
    expect((await dealNamed('Acme'))!.amountMinor).toBe(150_000)
    expect([await then('now'), await then('then')]).toEqual([null, 120_050])
  })

  test('says all its products at a moment; late ones hold until what came after, and bad ones are named', async () => {
    const lined = { deal: '006L', name: 'Lined', stage: 'Offer' }
    const of = (more: object) => send({ ...lined, ...more } as never)
    const pump = { item: 'PMP', quantity: '2.50', unitPrice: 100, discount: '0.1' }
    now = '2026-11-25T12:00:00Z'
    expect((await of({ key: 'l1', at: '2026-11-20T09:00:00Z', lines: [pump] })).body.outcome).toBe('added')
    expect((await of({ key: 'l1', at: '2026-11-20T09:00:00Z', lines: [pump] })).body.outcome).toBe('known')
    expect((await of({ key: 'l2', lines: [{ ...pump, quantity: 2.5 }] })).body.outcome).toBe('unchanged')
    const valve = { id: 'oli-1', item: 'VLV', quantity: 4, amount: '10.01', shipsOn: '2026-12-24' }
    expect((await of({ key: 'l3', at: '2026-11-24T09:00:00Z', lines: [pump, valve] })).body.outcome).toBe('changed')
    const { id } = (await dealNamed('Lined'))!
    const lines = async (query: object = {}) => {
      const { body } = await caller.call(crmContract.dealLines, { params: { id }, query })
      return body.lines.map((line) => `${line.quantity} ${line.itemName} ${line.amountMinor}`).toSorted()
    }
    expect(await lines()).toEqual(['2.5 Pump 22500', '4 Valve 1001'])
    // Told last, true before: five pumps from the 22nd until the 24th, when what was told already follows.
    now = '2026-11-26T12:00:00Z'
    expect((await of({ key: 'l4', at: '2026-11-22T09:00:00Z', lines: [{ ...pump, quantity: 5 }] })).body.outcome).toBe(
      'changed',
    )
    expect(await lines()).toEqual(['2.5 Pump 22500', '4 Valve 1001'])
    expect(await lines({ asOf: '2026-11-21' })).toEqual(['2.5 Pump 22500'])
    expect(await lines({ asOf: '2026-11-23' })).toEqual(['5 Pump 45000'])
    expect(await lines({ asOf: '2026-11-25', known: 'then' })).toEqual(['2.5 Pump 22500', '4 Valve 1001'])
    const { body } = await caller.call(crmContract.dealLines, { params: { id } })
    const held = { from: '2026-11-22T09:00:00.000Z', until: '2026-11-24T09:00:00.000Z' }
    expect(body.changes.filter((change) => change.held)).toMatchObject([
      { what: 'removed', from: { quantity: '2.5' }, held },
      { what: 'added', to: { quantity: '5' }, held },
    ])
    const wrong: [object, string][] = [
      [
        { item: 'PMP', quantity: '-3', unitPrice: 1 },
        'lines.0.quantity: More than zero, with at most six decimals; what is given back is an order line. (got "-3")',
      ],
      [{ item: 'NONE', quantity: 1, amount: 1 }, 'lines.0: There is no item "NONE".'],
      [{ item: 'PMP', quantity: 1 }, 'lines.0: 1 of PMP has neither a unit price nor an amount.'],
      [
        { item: 'PMP', quantity: 1, amount: '1.005' },
        'lines.0: The amount 1.005 of PMP has more decimals than USD has.',
      ],
    ]
    const sent = await bulk(wrong.map(([line], at) => ({ ...lined, key: `lw${at}`, lines: [line] })))
    expect(sent.body.errors.map(({ message }: { message: string }) => message)).toEqual(
      wrong.map(([, message]) => message),
    )
    expect((await of({ key: 'l5', lines: [] })).body.outcome).toBe('changed')
    expect(await lines()).toEqual([])
  })

  test('that was removed ends, and is there again when it is told anew', async () => {
    expect((await send({ key: 'e6', deal: '006A', action: 'remove' })).body.outcome).toBe('removed')
    expect(await dealNamed('Acme')).toBeUndefined()
    expect((await send({ key: 'e7', deal: '006A', action: 'remove' })).body).toMatchObject({ code: 'no-such-deal' })
    expect((await send({ key: 'e8', deal: '006A', ...acme })).body.outcome).toBe('added')
    expect((await dealNamed('Acme'))!.amountMinor).toBe(120_050)
  })

  test('bad records are refused one by one, with the way out; the others are taken, nothing is dropped', async () => {
    const x = { deal: '006B', name: 'B', stage: 'Offer' }
    const wrong: [object | string, string][] = [
      ['{', 'not-json'],
      [{ key: 'w1', deal: '006X', amount: '5' }, 'no-such-deal'],
      [{ key: 'w2', ...x, stage: 'Nowhere' }, 'unknown-stage'],
      [{ key: 'w3', ...x, stage: 'Demo' }, 'ambiguous-stage'],
      [{ key: 'w4', ...x, amount: '-5' }, 'invalid'],
      [{ key: 'w5', ...x, amount: '5.123' }, 'invalid'],
      [{ key: 'w6', ...x, currency: 'XXX' }, 'unknown-currency'],
      [{ key: 'w7', ...x, account: 'Nobody' }, 'unknown-account'],
      [{ key: 'w8', ...x, at: '2027-01-01T00:00:00Z' }, 'in-the-future'],
      [{ key: 'w9', deal: '006A', amount: '5', at: '2026-01-01T00:00:00Z' }, 'before-the-deal'],
      [{ key: 'w10', ...x, fields: { Colour: 'red' } }, 'unknown-field'],
      [{ key: 'w11', deal: '006A' }, 'invalid'],
      [{ key: 'w12', ...x, at: '0999-01-01T00:00:00Z' }, 'too-long-ago'],
    ]
    const good = { key: 'g1', ...x, stage: 'Demo', pipeline: 'Renewals', account: 'Globex', stagee: 'Won' }
    const { status, body } = await bulk([...wrong.map(([record]) => record), good, good])
    expect([status, body.received, body.added, body.known, body.refused]).toEqual([200, 15, 1, 1, 13])
    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual(wrong.map(([, code]) => code))
    expect(body.errors.every(({ wayOut }: { wayOut: string }) => wayOut)).toBe(true)
    expect(body.ignored).toEqual([{ field: 'stagee', records: 2 }])
    const kept = (await caller.call(crmContract.refusedDeals, { query: { batch: body.batchId } })).body
    expect([kept.total, kept.refused[0]!.text]).toEqual([13, '{'])
    expect(await dealNamed('B')).toMatchObject({ accountName: 'Globex', stageName: 'Demo', pipelineId: renewals })
  })

  test('a signed source may send it; a body that was changed on the way may not', async () => {
    const { body: source } = await caller.call(crmContract.addOrderSource, { body: { name: 'CRM bus' } })
    const body = JSON.stringify([{ key: 's1', deal: '006C', name: 'Contoso', stage: 'Offer' }])
    const at = Date.parse(now) / 1000
    const signed = signatureOf({ key: source.signingKey, body, at })
    const post = (text: string) =>
      app.app.request(source.dealPath, { method: 'POST', body: text, headers: { 'x-drumbeat-signature': signed } })
    expect((await post(body)).status).toBe(200)
    expect((await post(body.replace('006C', '006D'))).status).toBe(401)
    const { id } = (await dealNamed('Contoso'))!
    const { history } = (await caller.call(crmContract.dealDetail, { params: { id } })).body
    expect(history[0]!.reason).toBe('From CRM bus')
  })

  test("a rep changes own deals and no others', and sees what was refused of the own ones alone", async () => {
    const rep = await app.as('rep')
    expect((await send({ key: 'r1', deal: '006A', amount: '9' }, rep)).body.code).toBe('no-such-deal')
    expect((await send({ key: 'r2', deal: '006A', ...acme }, rep)).body.code).toBe('no-such-deal')
    const seen = (await rep.call(crmContract.refusedDeals, { query: {} })).body
    expect(seen.refused.map(({ key }) => key).sort()).toEqual(['r1', 'r2'])
    const planner = await app.as('supply-planner')
    expect((await send({ key: 'p1', deal: '006A', amount: '9' }, planner)).status).toBe(403)
  })
})
