import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import type { OrderEvent } from '#crm/orders/events/event.ts'
import { demandContract } from '#demand/contract.ts'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { moveAhead } from '#demand/moving/move.tx.ts'
import { signatureOf } from '#platform/webhooks/signature.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from '../demand/small-shop.ts'

/** What is sold of the bike in a month. */
const bikesIn = (month: number) => 100 + ((month * month * 7) % 23)
let today = '2026-11-23T12:00:00Z'
let app: TestApp
let shop: Shop
let caller: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(today) })
  shop = await openShop(app)
  caller = await app.as('owner')
  await shop.order([
    ...monthly({ item: 'Road bike', territory: 'North', until: '2026-10-01', quantity: bikesIn }),
    ...monthly({ item: 'Lamp', territory: 'South', until: '2026-11-01', quantity: () => 20 }),
  ])
  await settled(app)
})
afterAll(() => app?.close())

const bike = { item: 'B1', territory: 'North', quantity: '4', amount: '40.00', orderedOn: '2026-11-20' }
const place = (key: string, more: Partial<OrderEvent> = {}) =>
  caller.call(crmContract.receiveOrder, { body: { key, order: key, ...bike, ...more } })
const soFar = async (node = 'all') => {
  const { body } = await caller.call(demandContract.series, { query: { node } })
  return { soFar: body.running!.soFar, nowcast: body.ahead[0]!.mean, history: body.history }
}
const bulk = async (lines: (object | string)[]) => {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const response = await caller.fetch('/api/crm/orders/events/bulk', { method: 'POST', body: text })
  return { status: response.status, body: await response.json() }
}
const fingerprint = async () =>
  (
    await sql<{ f: string; n: number }>`select fingerprint || ' ' || first_on || ' ' || last_on as f, order_lines as n
    from demand.history_state`.execute(app.workspace.db)
  ).rows[0]!

describe('an order line posted to the API', () => {
  test('moves the running month of its item and of everything, once, however often it is sent', async () => {
    const before = await soFar()
    expect((await place('8842', { quantity: '400', amount: '4000' })).body.outcome).toBe('placed')
    expect((await place('8842', { quantity: '400', amount: '4000' })).body.outcome).toBe('known')
    await settled(app)
    const after = await soFar()
    expect(Number(after.soFar) - Number(before.soFar)).toBe(400)
    expect((await soFar(`item:${shop.ids['Road bike']}`)).soFar).toBe('400')
    expect(after.nowcast).toBeGreaterThan(before.nowcast + 200)
    expect(after.nowcast).toBeGreaterThanOrEqual(420)
  })

  test('is named as the reason why the month stands above its run-rate, to those who may see orders', async () => {
    const query = { node: `item:${shop.ids['Road bike']}` }
    const { running } = (await caller.call(demandContract.running, { query })).body
    expect(running!.sentence).toMatch(
      /^\+\d+ units this month above the expected run-rate: order 8842 \(one customer, 400 units\)\.$/,
    )
    expect(running!.above).toBeCloseTo(400 - running!.expectedByNow, 9)
    expect(running!.orders[0]).toMatchObject({ order: '8842', size: 400, standsOut: true })
    expect(running!.nowcast.lo95).toBeGreaterThanOrEqual(400)
    const planner = await app.as('supply-planner')
    const unseen = (await planner.call(demandContract.running, { query })).body.running!
    expect([unseen.orderCount, unseen.orders, unseen.soFar]).toEqual([null, [], running!.soFar])
  })

  test('moves the months after it as well, in its item, its family and everything, so that all add up', async () => {
    const ahead = async (node: string, territory?: string) =>
      (await caller.call(demandContract.series, { query: { node, ...(territory && { territory }) } })).body
    const item = await ahead(`item:${shop.ids['Road bike']}`)
    const bikes = await ahead(`family:${shop.ids.Bikes}`)
    const [all, parts] = [await ahead('all'), await ahead(`family:${shop.ids.Parts}`)]
    const { rows } = await sql<{ node: string; mean: number[] }>`
      select f.node, f.mean from demand.forecast f join demand.run r on r.id = f.run_id
      where r.standing = 'current' and r.grain = 'month' and r.measure = 'units'`.execute(app.workspace.db)
    const published = new Map(rows.map(({ node, mean }) => [node, mean]))
    expect(bikes.ahead[1]!.mean).toBeGreaterThan(published.get(bikes.key)![1]! + 0.5)
    for (let month = 1; month < 18; month++) {
      expect(item.ahead[month]!.mean).toBeCloseTo(bikes.ahead[month]!.mean, 6)
      expect(all.ahead[month]!.mean).toBeCloseTo(bikes.ahead[month]!.mean + parts.ahead[month]!.mean, 6)
    }
    const tree = (await caller.call(demandContract.tree, { query: {} })).body.nodes
    expect(tree.find(({ key }) => key === 'all')!.ahead).toBeCloseTo(all.next.mean, 6)
  })

  test('says the same under its key or is refused', async () => {
    const { status, body } = await place('8842', { quantity: '401', amount: '4000' })
    expect([status, body.code]).toEqual([422, 'key-used'])
  })

  test('is corrected and called off; as it was known before can still be asked', async () => {
    await place('c1', { quantity: '5' })
    await settled(app)
    const before = Number((await soFar()).soFar)
    const known = today
    today = '2026-11-23T13:00:00Z'
    expect((await place('c1-b', { order: 'c1', action: 'correct', quantity: '7' })).body.outcome).toBe('corrected')
    await settled(app)
    expect(Number((await soFar()).soFar)).toBe(before + 2)
    const sum = async (knownAt?: string) =>
      (await caller.call(crmContract.orderSummary, { query: { search: 'c1', ...(knownAt && { knownAt }) } })).body
        .totals
    expect((await sum())[0]!.quantity).toBe('7')
    expect((await sum(known))[0]!.quantity).toBe('5')
    const cancel = { body: { key: 'c1-c', action: 'cancel' as const, order: 'c1' } }
    expect((await caller.call(crmContract.receiveOrder, cancel)).body.outcome).toBe('cancelled')
    expect((await place('c1-d', { order: 'c1', action: 'correct' })).body.code).toBe('no-such-line')
    await settled(app)
    expect(Number((await soFar()).soFar)).toBe(before - 5)
    expect(await sum()).toEqual([])
  })

  test('of a closed month makes the forecasts of what it touches anew, and no other series', async () => {
    const inputs = async () =>
      new Map(
        (
          await sql<{ node: string; input: string }>`select node, input from demand.alone
          where grain = 'month' and measure = 'units'`.execute(app.workspace.db)
        ).rows.map((row) => [row.node, row.input]),
      )
    const before = await inputs()
    await place('late', { orderedOn: '2026-06-10', quantity: '-30', amount: '-300' })
    await settled(app)
    const after = await inputs()
    const moved = [...after]
      .filter(([node, input]) => before.get(node) !== input)
      .map(([node]) => node.replace(/@.*/, '@'))
    expect(moved.toSorted()).toEqual(
      [
        'all',
        'all@',
        `family:${shop.ids.Bikes}`,
        `family:${shop.ids.Bikes}@`,
        `item:${shop.ids['Road bike']}`,
        `item:${shop.ids['Road bike']}@`,
      ].toSorted(),
    )
    const { history } = await soFar(`item:${shop.ids['Road bike']}`)
    expect(history.find(({ startsOn }) => startsOn === '2026-06-01')!.value).toBe(String(bikesIn(41) - 30))
  })

  test.each([
    ['an unknown item', { item: 'B9' }, 'unknown-item'],
    ['an unknown territory', { territory: 'West' }, 'unknown-territory'],
    ['an unknown account', { account: 'Nobody' }, 'unknown-account'],
    ['an unknown currency', { currency: 'XXX' }, 'unknown-currency'],
    ['a day to come', { orderedOn: '2026-11-25' }, 'in-the-future'],
    ['a quantity in words', { quantity: 'four' }, 'invalid'],
    ['no amount', { amount: undefined }, 'invalid'],
  ])('with %s is refused by name', async (_, more, code) => {
    const { body } = await bulk([{ key: `bad ${code}`, order: 'x', ...bike, ...more }])
    expect(body).toMatchObject({ received: 1, refused: 1, errors: [{ record: 1, key: `bad ${code}`, code }] })
  })
})

describe('order lines in bulk', () => {
  test('are taken record by record: good ones survive bad neighbours, and what was refused is kept as it came', async () => {
    const { body } = await bulk([
      { key: 'b1', order: 'b', line: '1', ...bike },
      '{"key": broken',
      { key: 'b2', order: 'b', line: '2', ...bike, item: 'nothing' },
      { key: 'b3', order: 'b', line: '1', ...bike, action: 'correct', quantity: 9 },
      { key: 'b1', order: 'b', line: '1', ...bike },
      '',
      { key: 'b4', order: 'b', line: '1', action: 'cancel' },
      { key: 'b5', order: 'b', line: '1', ...bike, quantity: '1.5' },
    ])
    expect(body).toMatchObject({ received: 7, placed: 2, corrected: 1, cancelled: 1, known: 1, refused: 2 })
    expect(body.errors.map(({ record, code }: { record: number; code: string }) => [record, code])).toEqual([
      [2, 'not-json'],
      [3, 'unknown-item'],
    ])
    const refused = await caller.call(crmContract.refusedOrders, { query: { batch: body.batchId } })
    expect(refused.body.refused.map(({ text }) => text)[0]).toBe('{"key": broken')
    const lines = await caller.call(crmContract.listOrders, { query: { search: 'b' } })
    expect(lines.body.lines.map(({ quantity }) => quantity)).toEqual(['1.5'])
  })

  test('leave the sums that reading every order line gives, whatever came in which order', async () => {
    let seed = 20261128
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    for (let round = 0; round < 4; round++) {
      const events = Array.from({ length: round === 3 ? 240 : 60 }, (_, i) => {
        const order = String(random(40))
        const action = (['place', 'correct', 'cancel', 'place'] as const)[random(4)]!
        const month = random(14) // from October 2025 to November 2026
        const day = `${2025 + Math.floor((month + 9) / 12)}-${String(((month + 9) % 12) + 1).padStart(2, '0')}-${String(1 + random(22)).padStart(2, '0')}`
        return {
          ...{ key: `r${round}-${i}`, order: `p${order}`, action, orderedOn: day, item: ['B1', 'P1'][random(2)] },
          ...{ territory: ['North', 'South', undefined][random(3)], quantity: `${random(9) - 2}.${random(9)}5` },
          ...{ amount: `${random(900)}.125`, currency: ['USD', 'EUR'][random(2)] },
        }
      })
      const { body } = await bulk(events)
      expect(body.received).toBe(events.length)
      await settled(app)
    }
    const followed = await fingerprint()
    const dayRows = sql`select day, family_id, trim_scale(quantity) as q, trim_scale(amount) as a from demand.day_sum order by 1, 2`
    const days = async () => (await dayRows.execute(app.workspace.db)).rows
    const byDay = await days()
    expect(byDay.length).toBeGreaterThan(20)
    await refreshHistory(app.work)
    expect(await fingerprint()).toEqual(followed)
    expect(await days()).toEqual(byDay)
    const unread = sql`select from crm.order_change c, demand.order_cursor o where c.xact < o.xact`
    expect((await unread.execute(app.workspace.db)).rows).toEqual([]) // what was read is let go of
    const moved = async () =>
      (
        await sql<{ run: string; part: string; nodes: string[]; shifts: number[] }>`
        select run_id as run, part, nodes, shifts from demand.moved order by run_id, part`.execute(app.workspace.db)
      ).rows
    await settled(app)
    const oneByOne = await moved()
    await sql`insert into demand.touched values ('*')`.execute(app.workspace.db)
    await moveAhead(app.work)
    const atOnce = await moved()
    expect(atOnce.map(({ part, nodes }) => [part, nodes])).toEqual(oneByOne.map(({ part, nodes }) => [part, nodes]))
    const furthest = atOnce.flatMap(({ shifts }, i) =>
      shifts.map((shift, k) => Math.abs(shift - oneByOne[i]!.shifts[k]!)),
    )
    expect(Math.max(...furthest)).toBeLessThan(1e-9)
    expect(oneByOne.some(({ shifts }) => shifts.some((shift) => Math.abs(shift) > 0.01))).toBe(true)
    const { body } = await caller.call(demandContract.leftOut)
    await settled(app)
    expect((await caller.call(demandContract.leftOut)).body.leftOut).toEqual(body.leftOut)
  })

  test('are told to wait while others are being taken', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${JSON.stringify({ key: `w${i}`, order: `w${i}`, ...bike })}\n`)
    const sending: ReadableStreamDefaultController<Uint8Array>[] = []
    const send = () => {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void sending.push(controller) })
      return caller.fetch('/api/crm/orders/events/bulk', { method: 'POST', body, duplex: 'half' } as RequestInit)
    }
    const answers = [send(), send(), send()]
    const busy = await Promise.race(answers)
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '2'])
    for (const each of sending) {
      each.enqueue(new TextEncoder().encode(lines.join('')))
      each.close()
    }
    const all = (await Promise.all(answers)).filter(({ status }) => status === 200)
    const taken = await Promise.all(all.map((answer) => answer.json()))
    expect(taken.map(({ placed }) => placed).toSorted()).toEqual([0, 40])
  })

  test('are for those who may edit', async () => {
    const rep = await app.as('finance')
    expect((await rep.call(crmContract.receiveOrder, { body: { key: 'f', order: 'f', ...bike } })).status).toBe(403)
  })
})

describe('a forecast set by hand', () => {
  const aheadOf = async (query: { node?: string; territory?: string }) =>
    (await caller.call(demandContract.series, { query })).body.ahead.find(({ startsOn }) => startsOn === '2027-03-01')!
  const setting = async (who: Caller, more: object) =>
    (
      await who.call(demandContract.setOverrides, {
        body: { overrides: [{ node: 'all', startsOn: '2027-03-01', value: 500, reason: 'trade fair', ...more }] },
      })
    ).body

  test('is shared out below in whole units that add up, and moves what lies above', async () => {
    const bikes = `family:${shop.ids.Bikes}`
    const statistical = (await aheadOf({})).mean
    expect(await setting(caller, { node: bikes, value: 251 })).toMatchObject({ set: 1, refused: [] })
    const [family, north, all, parts] = [
      await aheadOf({ node: bikes }),
      await aheadOf({ node: bikes, territory: shop.ids.North! }),
      await aheadOf({}),
      await aheadOf({ node: `family:${shop.ids.Parts}` }),
    ]
    expect(family).toMatchObject({ override: { value: 251, reason: 'trade fair', awaits: false } })
    expect(family.planned).toBeCloseTo(251, 6)
    expect(all.mean).toBeCloseTo(statistical, 9)
    expect(all.planned).toBeCloseTo(251 + parts.mean, 6)
    expect(north.planned).toBeLessThanOrEqual(251.000001)
    const { rows } = await sql<{ value: string; whole: boolean }>`
      select sum(value)::text as value, bool_and(value >= 0) as whole from demand.override_effect`.execute(
      app.workspace.db,
    )
    expect(rows[0]).toEqual({ value: '251', whole: true })
    expect(await setting(caller, { node: bikes, value: null })).toMatchObject({ takenBack: 1 })
    expect((await aheadOf({})).planned).toBeCloseTo(statistical, 9)
  })

  test('is refused one by one where there is nothing to set', async () => {
    const { refused } = await setting(caller, { startsOn: '2026-11-01' })
    expect(refused[0]!.code).toBe('period-begun')
    expect((await setting(caller, { startsOn: '2040-01-01' })).refused[0]!.code).toBe('no-forecast')
    const rep = await app.as('executive')
    const body = { overrides: [{ node: 'all', startsOn: '2027-03-01', value: 1 }] }
    expect((await rep.call(demandContract.setOverrides, { body })).status).toBe(403)
  })

  test('that is large counts once somebody else approves it', async () => {
    const planner = await app.as('demand-planner')
    const { mean } = await aheadOf({})
    expect(await setting(planner, { value: Math.round(mean * 2) })).toMatchObject({ set: 1, awaitApproval: 1 })
    expect((await aheadOf({})).planned).toBeCloseTo(mean, 9)
    const { body } = await caller.call(demandContract.overrides, { query: { status: 'awaits approval' } })
    const params = { id: body.overrides[0]!.id }
    expect((await planner.call(demandContract.decideOverride, { params, body: { approved: true } })).status).toBe(403)
    await caller.call(demandContract.decideOverride, { params, body: { approved: true } })
    expect((await aheadOf({})).planned).toBeCloseTo(Math.round(mean * 2), 6)
    expect((await caller.call(demandContract.decideOverride, { params, body: { approved: true } })).status).toBe(409)
  })

  test('is published as a version; any two compare, and each change splits exactly', async () => {
    const versions = async () => (await caller.call(demandContract.versions, { query: {} })).body.versions
    await settled(app)
    const before = (await versions())[0]!
    await setting(caller, { node: `family:${shop.ids.Parts}`, value: 90, locked: true })
    await setting(caller, { value: 700 })
    await settled(app)
    const after = (await versions())[0]!
    expect(after).toMatchObject({
      cause: 'overrides',
      by: expect.stringContaining('owner'),
      number: expect.any(Number),
    })
    const compared = async (query: object) => (await caller.call(demandContract.compareVersions, { query })).body
    const { periods } = await compared({ from: before.id, to: after.id })
    expect((await compared({})).to!.id).toBe(after.id)
    const march = periods.find(({ startsOn }) => startsOn === '2027-03-01')!
    expect(march.override).toBeCloseTo(march.now - march.before, 9)
    expect(Math.abs(march.override)).toBeGreaterThan(50)
    await setting(caller, { value: null })
    await settled(app)
    const every = await versions()
    expect(new Set(every.map(({ cause }) => cause))).toEqual(new Set(['models', 'orders', 'overrides']))
    const long = await compared({ from: every.at(-1)!.id, to: every[0]!.id, level: 'item' })
    expect(long.periods.length).toBeGreaterThan(10)
    for (const { before: was, now, data, model, signal, override } of [...long.periods, ...long.changes]) {
      expect(data + model + signal + override).toBeCloseTo(now - was, 9)
    }
    expect(long.periods.some(({ data }) => Math.abs(data) > 0.01)).toBe(true)
    const shown = await aheadOf({})
    expect(long.periods.find(({ startsOn }) => startsOn === '2027-03-01')!.now).toBeCloseTo(shown.planned, 9)
  })

  test('and all else that a forecast is made of adds up to what is planned', async () => {
    const { periods, sentence } = (await caller.call(demandContract.explanation, { query: {} })).body
    for (const { level, trend, season, addingUp, orders, signals, override, planned } of periods) {
      expect(level + trend + season + addingUp + orders + signals + override).toBeCloseTo(planned, 9)
    }
    expect(periods).toHaveLength(17)
    expect(sentence).toMatch(/^Dec 2026: \d+ = level \d+/)
  })

  test('is held against what came once its month is over, by contributor', async () => {
    await sql`insert into demand.override (id, grain, node, level, starts_on, value, statistical, reason, locked, by_name, at, needs_approval)
      select gen_random_uuid(), 'month', 'all', 'all', starts_on, round(total + 1), total + 10, 'other', false, 'Ada', now(), false
      from (select starts_on, sum(quantity) as total from demand.history where grain = 'month' and starts_on between '2026-05-01' and '2026-08-01'
        group by 1) t`.execute(app.workspace.db)
    const { body } = await caller.call(demandContract.valueAdded, { query: { by: 'contributor' } })
    expect(body.parts).toHaveLength(1)
    expect(body.parts[0]).toMatchObject({ key: 'Ada', overrides: 4, verdict: 'helps' })
  })
})

describe('a webhook', () => {
  test('is taken from a source that signs it, and from nobody else', async () => {
    const { body: source } = await caller.call(crmContract.addOrderSource, { body: { name: 'Shop' } })
    const body = JSON.stringify([
      { key: 'h1', order: 'h1', ...bike },
      { key: 'h2', order: 'h2', ...bike, item: '?' },
    ])
    const at = Math.floor(Date.parse(today) / 1000)
    const send = (signature: string) =>
      app.app.request(source.path, { method: 'POST', body, headers: { 'x-drumbeat-signature': signature } })
    const taken = await send(signatureOf({ key: source.signingKey, body, at }))
    expect(await taken.json()).toMatchObject({ placed: 1, refused: 1 })
    for (const [signature, says] of [
      [signatureOf({ key: 'whsec_other', body, at }), 'does not fit'],
      [signatureOf({ key: source.signingKey, body, at: at - 3600 }), '3600 s old'],
      [signatureOf({ key: source.signingKey, body: `${body} `, at }), 'does not fit'],
    ] as const) {
      const refused = await send(signature)
      expect(refused.status).toBe(401)
      expect((await refused.json()).message).toContain(says)
    }
    await caller.call(crmContract.endOrderSource, { params: { id: source.id } })
    expect((await send(signatureOf({ key: source.signingKey, body, at }))).status).toBe(401)
  })
})
