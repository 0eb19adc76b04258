import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { newId } from '#platform/ids.ts'
import { transact } from '#platform/transaction.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'
import { openShop, type Shop, settled } from './small-shop.ts'

/** Three years of days: road bikes sell twice as many in a promotion and a quarter fewer after it; gravel bikes a fifth fewer in it. */
const past = [
  ['2024-04-08', '2024-04-21'],
  ['2025-05-05', '2025-05-18'],
  ['2026-04-13', '2026-04-26'],
] as const
const coming = { startsOn: '2027-03-01', endsOn: '2027-03-14' }
const within = (day: string, lag = 0, to = 0) =>
  past.some(([from, until]) => day >= dayAfter(lag ? until : from, lag) && day <= dayAfter(until, to))

let state = 11
const chance = () => {
  state = (state * 1103515245 + 12345) % 2 ** 31
  return state / 2 ** 31
}
const about = (mean: number) => Math.round(mean * (0.7 + 0.2 * (chance() + chance() + chance())))

let app: TestApp
let shop: Shop
let planner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  shop.ids.Gravel = newId()
  await sql`insert into company.item (id, code, name, family_id) values (${shop.ids.Gravel}, 'B2', 'Gravel bike', ${shop.ids.Bikes})`.execute(
    app.workspace.db,
  )
  const land = newId()
  await sql`insert into company.territory (id, name) values (${land}, 'Land')`.execute(app.workspace.db)
  await sql`update company.territory set parent_id = ${land} where name in ('North', 'South')`.execute(app.workspace.db)
  const lines = Array.from({ length: 1050 }, (_, i) => dayAfter('2024-01-06', i)).flatMap((day) => {
    const road = 20 * (within(day) ? 2 : within(day, 1, 14) ? 0.75 : 1)
    const gravel = 20 * (within(day) ? 0.8 : 1)
    return [
      { day, item: shop.ids['Road bike'], quantity: about(road), channel: 'direct' },
      { day, item: shop.ids.Gravel, quantity: about(gravel), channel: 'others' },
    ]
  })
  await transact(app.work, async ({ tx, now, emit }) => {
    await sql`insert into crm.order_line (id, identity, ordered_on, item_id, territory_id, channel, quantity, amount, currency, promotion, recorded_at)
      select gen_random_uuid(), gen_random_uuid(), l.day, l.item, ${shop.ids.North}, l.channel, l.quantity, l.quantity * 10, 'USD',
        case when l.day between '2025-11-20' and '2025-11-30' then 'Black weeks' end, ${now}
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (day date, item uuid, quantity numeric, channel text)`.execute(
      tx,
    )
    await emit('crm.orders.imported', {})
  })
  await settled(app)
})
afterAll(() => app?.close())

const record = (body: object) =>
  planner.call(demandContract.recordPromotion, {
    body: { name: 'Spring sale', item: 'B1', ...coming, ...body },
  })
const promotions = async () => (await planner.call(demandContract.promotions)).body.promotions
const march = async (node: string) => {
  const { ahead } = (await planner.call(demandContract.series, { query: { node } })).body
  return ahead.find(({ startsOn }) => startsOn === '2027-03-01')!.mean
}

describe('a promotion, of a territory and so of those below it,', () => {
  test('is refused with the reason where it cannot be', async () => {
    expect((await record({ startsOn: '2027-03-14', endsOn: '2027-03-01' })).body.code).toBe('days-wrong-way-round')
    expect((await record({ item: 'B9' })).status).toBe(404)
    expect((await record({ item: 'B0' })).body).toMatchObject({
      code: 'ended-item',
      message: 'Old bike is sold until 2025-06-30 only, and the promotion is from 2027-03-01 to 2027-03-14.',
    })
    expect((await record({ family: 'Bikes' })).body.code).toBe('one-subject')
    const rep = await app.as('rep')
    const body = { name: 'Spring sale', item: 'B1', ...coming }
    expect((await rep.call(demandContract.recordPromotion, { body })).status).toBe(403)
  })

  test('of a kind that was never measured leaves the forecast as it is, and says so', async () => {
    const before = await march('all')
    expect((await record({ name: 'Spring sale 2027', territory: 'Land' })).status).toBe(200)
    expect((await record({ name: 'Spring sale 2027', territory: 'Land' })).status).toBe(409)
    await settled(app)
    expect(await march('all')).toBeCloseTo(before, 6)
    expect((await promotions())[0]!.sentence).toBe(
      'No past promotion of the kind "Spring sale" has been measured: the forecast stays as it is.',
    )
  })

  test('that is over is measured with what was missing after it and what its sister lost, and the next one counts on it', async () => {
    const before = { road: await march(`item:${shop.ids['Road bike']}`), all: await march('all') }
    for (const [startsOn, endsOn] of past)
      await record({ name: `Spring sale ${startsOn.slice(0, 4)}`, territory: 'Land', startsOn, endsOn })
    await settled(app)
    const found = await promotions()
    for (const { measured, name } of found.filter(({ state: is }) => is === 'over')) {
      const { during, after, sisters } = measured!
      for (const [effect, truth] of [
        [during, 2],
        [after, 0.75],
        [sisters, 0.8],
      ] as const) {
        expect.soft(effect, name).toMatchObject({ tells: true })
        expect.soft(effect!.factorLo, name).toBeLessThan(truth)
        expect.soft(effect!.factorHi, name).toBeGreaterThan(truth)
      }
      expect(during!.units).toBeGreaterThan(200)
    }
    // Fourteen of 31 days of twice as many, and fourteen of three quarters as many, of 620 a month; the sister loses a fifth of 14 days.
    expect((await march(`item:${shop.ids['Road bike']}`)) - before.road).toBeGreaterThan(120)
    expect(await march('all')).toBeCloseTo(
      (await march(`item:${shop.ids['Road bike']}`)) + (await march(`item:${shop.ids.Gravel}`)),
      6,
    )
    const { expected, sentence } = found.find(({ state: is }) => is === 'coming')!
    expect(sentence).toMatch(
      /^Promotions of the kind "Spring sale" sold \+\d+% in their days: \+2\d\d units, −\d+ in the two weeks after, −\d+ of its sisters\.$/,
    )
    const { periods } = (await planner.call(demandContract.explanation, { query: { node: 'all' } })).body
    expect(expected!.units).toBeCloseTo(
      periods.reduce((sum, each) => sum + each.promotions, 0),
      6,
    )
  })

  test('that order lines name and nobody has recorded is proposed', async () => {
    const { proposals } = (await planner.call(demandContract.promotions)).body
    expect(proposals).toEqual([
      expect.objectContaining({
        ...{ name: 'Black weeks', family: 'Bikes', territory: 'North', orderLines: 22 },
        ...{ startsOn: '2025-11-20', endsOn: '2025-11-30' },
      }),
    ])
  })

  test('is a part of what the forecast is made of, and of what changed', async () => {
    const node = `item:${shop.ids['Road bike']}`
    const { periods } = (await planner.call(demandContract.explanation, { query: { node } })).body
    const inMarch = periods.find(({ startsOn }) => startsOn === '2027-03-01')!
    expect(inMarch.promotions).toBeGreaterThan(120)
    expect(periods.find(({ startsOn }) => startsOn === '2027-02-01')!.promotions).toBe(0)
    const { versions } = (await planner.call(demandContract.versions, { query: {} })).body
    expect(versions.some(({ cause }) => cause === 'promotions' || cause === 'models')).toBe(true)
    const [newest, first] = [versions[0]!, versions.at(-1)!]
    const compared = await planner.call(demandContract.compareVersions, {
      query: { node: 'all', level: 'item', from: first.id, to: newest.id },
    })
    const { before, now, data, model, signal, promotion, override } = compared.body.node!
    expect(data + model + signal + promotion + override).toBeCloseTo(now - before, 6)
  })

  test('leaves no trace in what models learn: the same month of the year before holds no promotion', async () => {
    const { rows } = await sql<{ lift: number }>`
      select sum(quantity) as lift from demand.promotion_lift where grain = 'month' and item_id = ${shop.ids['Road bike']}
        and starts_on = '2025-05-01'`.execute(app.workspace.db)
    // 14 days of 20 more, less 13 days of 5 fewer.
    expect(rows[0]!.lift).toBeGreaterThan(130)
    expect(rows[0]!.lift).toBeLessThan(300)
  })

  test('taken back counts no more', async () => {
    const before = await march('all')
    const found = (await promotions()).find(({ state: is }) => is === 'coming')!
    expect((await planner.call(demandContract.endPromotion, { params: { id: found.id } })).status).toBe(200)
    expect((await planner.call(demandContract.endPromotion, { params: { id: found.id } })).status).toBe(404)
    await settled(app)
    expect(before - (await march('all'))).toBeGreaterThan(60)
  })
})

test('a file of promotions is loaded; rows that cannot be are named and hinder no other; an undo takes them back', async () => {
  const file = [
    'Promotion,Item,Family,Territory,First day,Last day,Price',
    'Autumn sale 2027,B2,,North,2027-10-04,2027-10-17,9.50',
    'Winter sale 2026,,Bikes,,2026-12-01,2026-12-14,',
    'Backwards,B1,,,2026-12-14,2026-12-01,',
    'Too late,B0,,,2026-12-01,2026-12-14,',
    'Both,B1,Bikes,,2026-12-01,2026-12-14,',
    'Unknown,B77,,,2026-12-01,2026-12-14,',
  ].join('\n')
  const [record] = await drop(app.work, { paths: await written({ 'promotions.csv': file }) })
  expect(record).toMatchObject({ kind: 'promotions', status: 'loaded', rowsRead: 6, rowsNew: 2 })
  const kinds = record!.report!.groups.map(({ kind }) => kind).sort()
  expect(kinds).toEqual(expect.arrayContaining(['ended item', 'ends before it begins', 'two subjects', 'unknown item']))
  await settled(app)
  const names = async () => (await promotions()).map(({ name }) => name).filter((name) => /Autumn|Winter/.test(name))
  expect(await names()).toEqual(['Autumn sale 2027', 'Winter sale 2026'])
  await undoImport(app.work, record!.id)
  expect(await names()).toEqual([])
})

test('an item never sold, of a family of two others, has no first forecast, and the reason is said', async () => {
  await sql`insert into company.item (id, code, name, family_id, active_from)
    values (${newId()}, 'B5', 'Cargo bike', ${shop.ids.Bikes}, '2027-01-15')`.execute(app.workspace.db)
  const { items, measured } = (await planner.call(demandContract.newItems)).body
  expect(items).toEqual([
    expect.objectContaining({
      ...{ item: expect.objectContaining({ code: 'B5' }), family: 'Bikes', startsOn: '2027-01-15', ahead: null },
      sentence: 'Nobody can tell yet. Only 2 items of its family sold so far; it takes at least 3 to tell.',
    }),
  ])
  expect(measured).toBeNull()
})

describe('demand by channel', () => {
  const shares = (by: 'channel' | 'customer', who = planner) => who.call(demandContract.shares, { query: { by } })

  test('sums exactly to the whole, and each channel is as large as the only item that it sells', async () => {
    const { parts, ahead, periods } = (await shares('channel')).body
    const { ahead: whole, history } = (await planner.call(demandContract.series, { query: {} })).body
    expect(parts.map(({ name }) => name).sort()).toEqual(['direct', 'others']) // a channel of that name, not all others
    for (const [i, { startsOn }] of ahead.entries()) {
      const sum = parts.reduce((all, part) => all + part.ahead[i]!.mean, 0)
      expect(sum).toBeCloseTo(whole.find((each) => each.startsOn === startsOn)!.mean, 9)
    }
    for (const [i, { startsOn }] of periods.entries()) {
      const sum = parts.reduce((all, part) => all + part.history[i]!, 0)
      expect(sum).toBe(Number(history.find((each) => each.startsOn === startsOn)!.value))
    }
    for (const { share, accuracy } of parts) {
      expect(share).toBeGreaterThan(0.4)
      expect(accuracy!.wape).toBeLessThan(0.2)
    }
  })

  test('by customer is for those who see all orders', async () => {
    expect((await shares('customer')).body.parts.map(({ name }) => name)).toEqual(['No customer'])
    expect((await shares('customer', await app.as('rep'))).status).toBe(403)
  })

  test('is set by hand: the whole moves by as much, the others keep theirs, and below a whole that is set they share what is left', async () => {
    const at = ({ startsOn }: { startsOn: string }) => startsOn === coming.startsOn
    const now = async () => {
      const { parts, ahead } = (await shares('channel')).body
      const whole = (await planner.call(demandContract.series, { query: {} })).body.ahead.find(at)!
      const of = new Map(parts.map((part) => [part.name, part.ahead[ahead.findIndex(at)]!]))
      return { whole, direct: of.get('direct')!, others: of.get('others')! }
    }
    const set = async (value: number | null, part: string | null, given: { node?: string; locked?: boolean } = {}) => {
      const overrides = [{ node: 'all', part, startsOn: coming.startsOn, value, reason: 'market', ...given }]
      const reply = await planner.call(demandContract.setOverrides, { body: { overrides } as never })
      await settled(app)
      return reply.body
    }
    const before = await now()
    const value = Math.round(before.direct.mean) + 100
    expect(await set(value, 'channel:direct')).toMatchObject({ set: 1, refused: [] })
    const after = await now()
    expect(after.direct).toMatchObject({ planned: value, override: { value, reason: 'market' } })
    expect(after.whole.planned).toBeCloseTo(before.whole.planned + value - before.direct.mean, -0.5)
    expect(after.others.planned).toBeCloseTo(before.others.planned, -0.5)
    expect(after.direct.planned + after.others.planned).toBeCloseTo(after.whole.planned, 9)
    await set(1500, null)
    expect(await now()).toMatchObject({
      whole: { planned: 1500 },
      direct: { planned: value },
      others: { planned: 1500 - value },
    })
    expect((await set(5, 'channel:fair')).refused).toMatchObject([
      { code: 'no-such-part', message: 'all has no channel fair among its largest.' },
    ])
    const { overrides } = (await planner.call(demandContract.overrides, { query: {} })).body
    expect(overrides.find(({ part }) => part)).toMatchObject({ part: { name: 'direct' }, value, status: 'counts' })
    await set(null, null)
    await set(null, 'channel:direct')
    const { whole } = await now()
    expect(whole.planned).toBe(whole.mean)

    // What the channel of one item is locked at stays when everything is set lower; not locked it moves along.
    const node = `item:${shop.ids['Road bike']}`
    const item = async () => (await planner.call(demandContract.series, { query: { node } })).body.ahead.find(at)!
    const firm = Math.round((await item()).mean) + 20
    await set(firm, 'channel:direct', { node, locked: true })
    await set(Math.round(whole.mean * 0.8), null)
    expect((await item()).planned).toBeGreaterThanOrEqual(firm)
    await set(firm, 'channel:direct', { node })
    expect((await item()).planned).toBeLessThan(0.9 * firm)
    await set(null, null)
    await set(null, 'channel:direct', { node })
  })
})
