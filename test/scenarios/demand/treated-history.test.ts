import { createServer } from 'node:net'
import { dayAfter, daysBetween } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raiseAlerts } from '#demand/alerts/raise.tx.ts'
import { tellAlerts } from '#demand/alerts/tell.tx.ts'
import { demandContract } from '#demand/contract.ts'
import { watchDrift } from '#demand/drift/watch.tx.ts'
import { newId } from '#platform/ids.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from './small-shop.ts'

/** About a hundred a month with a season, and two where there was nothing to sell. */
const sold = (month: number) =>
  month === 33 || month === 44 ? 1 : 100 + Math.round(20 * Math.sin((2 * Math.PI * month) / 12)) + ((month * 5) % 7)
/** The two months by themselves, as recorded. */
const outages = ['2025-10-01', '2026-09-01']

/** Forty a month, seventy since May 2026. */
const more = (month: number) => (month >= 40 ? 70 : 40) + (month % 4)
/** A year with its peak in June, and since November 2025 in September. */
const season = (month: number) =>
  Math.round(100 * Math.exp(0.6 * Math.cos((2 * Math.PI * (month - (month < 34 ? 5 : 8))) / 12)) + ((month * 5) % 7))

let app: TestApp
let shop: Shop
let planner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  const wish = { kinds: ['drift' as const, 'change' as const], inbox: true, mail: true }
  await planner.call(demandContract.wishAlerts, { body: wish })
  for (const name of ['Bell', 'Clip', 'Glove', 'Rack']) {
    shop.ids[name] = newId()
    await sql`insert into company.item (id, code, name, family_id) values (${shop.ids[name]}, ${name}, ${name}, ${shop.ids.Parts})`.execute(
      app.workspace.db,
    )
  }
  shop.ids.East = newId()
  await sql`insert into company.territory (id, name) values (${shop.ids.East}, 'East')`.execute(app.workspace.db)
  await shop.order([
    ...monthly({ item: 'Bell', territory: 'North', until: '2026-06-01', quantity: () => 20 }),
    ...monthly({ item: 'Glove', territory: 'North', until: '2026-11-01', quantity: season }),
    ...monthly({ item: 'Rack', territory: 'South', until: '2026-11-01', quantity: more }),
    ...workdays('2026-07-01', '2026-11-20').map((day) => ({ ...daily, day, territory: 'North' })),
    ...workdays('2026-07-01', '2026-10-28').map((day) => ({ ...daily, day, territory: 'East' })),
    ...monthly({ item: 'Road bike', territory: 'North', until: '2026-11-01', quantity: sold }),
    ...monthly({ item: 'Lamp', territory: 'South', until: '2026-11-01', quantity: (month) => 40 + (month % 4) }),
  ])
  await settled(app)
})
afterAll(() => app?.close())

const daily = { item: 'Clip', quantity: '1', amount: '10.00' }
function workdays(from: string, to: string): string[] {
  const days = Array.from({ length: daysBetween({ from, to }) + 1 }, (_, i) => dayAfter(from, i))
  return days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
}

const bike = () => `item:${shop.ids['Road bike']}`
const detail = async (node: string) => (await planner.call(demandContract.series, { query: { node } })).body
const decide = (who: Caller, accepted: boolean) =>
  who.call(demandContract.decide, {
    body: { grain: 'month', node: bike(), territory: null, startsOn: outages[1]!, kind: 'stock-out', accepted },
  })
const written = async () => {
  const { rows } = await sql<{ node: string; at: string }>`select node, xmin::text as at from demand.alone
    where grain = 'month' and measure = 'units' order by node`.execute(app.workspace.db)
  return new Map(rows.map(({ node, at }) => [node, at]))
}

describe('a history with months that had nothing to sell', () => {
  test('keeps what was recorded, and says what the forecast counts instead', async () => {
    const { history, findings } = await detail(bike())
    expect(findings.map(({ startsOn, kind, accepted, value }) => [startsOn, kind, accepted, value])).toEqual(
      outages.map((day) => [day, 'stock-out', true, 1]),
    )
    for (const { used } of findings) expect(used).toBeGreaterThan(70)
    expect(history.find(({ startsOn }) => startsOn === outages[0])!.value).toBe('1')
  })

  test('counts a month as recorded once a planner says so; only the series concerned is forecast again', async () => {
    const before = await detail(bike())
    const kept = await written()
    expect((await decide(planner, false)).status).toBe(200)
    await settled(app)
    const after = await detail(bike())
    expect(after.findings.map(({ accepted }) => accepted)).toEqual([true, false])
    expect(after.next.mean).toBeLessThan(before.next.mean)
    expect(after.next.previous).toBeCloseTo(before.next.mean, 9)
    const now = await written()
    expect([...now.keys()].filter((node) => now.get(node) !== kept.get(node))).toEqual([bike()])
    const { rows } = await sql<{ summary: string }>`select summary from platform.audit
      where command = 'demand.decide'`.execute(app.workspace.db)
    expect(rows.map(({ summary }) => summary)).toEqual(['Count the stock-out of the month from 2026-09-01 as recorded'])
  })

  test('and as treated again, with the forecast as it was', async () => {
    const before = await detail(bike())
    await decide(planner, true)
    await settled(app)
    const after = await detail(bike())
    expect(after.findings.map(({ accepted }) => accepted)).toEqual([true, true])
    expect(after.next.mean).toBeGreaterThan(before.next.mean)
  })

  test('is not for everybody to decide about', async () => {
    for (const role of ['rep', 'executive', 'supply-planner']) {
      expect((await decide(await app.as(role), false)).status).toBe(403)
    }
  })
})

describe('what is not as it was', () => {
  const drift = async () => (await planner.call(demandContract.drift)).body.drift
  const found = async () => {
    const { rows } = await sql`select from platform.event where name = 'demand.drift.found'`.execute(app.workspace.db)
    return rows.length
  }

  test('is announced once each: a level, a season, an item that stopped, a feed that fell silent', async () => {
    const said = await drift()
    expect(said.map(({ kind, name, startsOn }) => [kind, name, startsOn]).sort()).toEqual([
      ['ended', 'Bell', '2026-07-01'],
      ['feed', 'All items', '2026-10-29'],
      ['level shift', 'Rack', '2026-05-01'],
      ['season change', 'Glove', '2025-11-01'],
    ])
    const rack = said.find(({ name }) => name === 'Rack')!
    expect(rack.size).toBeGreaterThan(0.55)
    expect(rack.size).toBeLessThan(0.8)
    expect(rack.sentence).toMatch(/^Rack: since May 2026 the level is \d\d% higher\.$/)
    expect(rack.follows).toMatch(/^Earlier periods are brought to the new level\. Models were chosen anew on it: /)
    expect(said.find(({ kind }) => kind === 'feed')).toMatchObject({
      territory: { name: 'East' },
      sentence: 'East: no order line since 2026-10-29; the feed may be broken.',
    })
    const announced = await found()
    expect(announced).toBe(4)
    expect(await watchDrift(app.work)).toEqual({ announced: 0 })
    expect(await found()).toBe(announced)
  })

  test('is over when it is found no more, and comes back unannounced; dismissed, it stays so', async () => {
    const [bell, rack] = ['Bell', 'Rack'].map((name) => async () => (await drift()).find((each) => each.name === name)!)
    const { id } = await rack!()
    expect((await (await app.as('rep')).call(demandContract.dismissDrift, { params: { id } })).status).toBe(403)
    expect((await planner.call(demandContract.dismissDrift, { params: { id } })).status).toBe(200)
    expect((await planner.call(demandContract.dismissDrift, { params: { id } })).status).toBe(404)
    // A day of the running week on which nothing else was ordered: no model has to be fitted again.
    await shop.order([{ day: '2026-11-23', item: 'Bell', territory: 'North', quantity: '2', amount: '20' }])
    await settled(app)
    await watchDrift(app.work)
    expect(await bell!()).toMatchObject({ endedAs: 'over' })
    await shop.retract('2026-11-23')
    await settled(app)
    await watchDrift(app.work)
    expect(await bell!()).toMatchObject({ endedAs: null })
    expect(await rack!()).toMatchObject({ endedAs: 'dismissed', endedBy: expect.any(String) })
    expect(await found()).toBe(4)
  })
})

describe('news of demand', () => {
  const actions = async () => {
    const { rows } = await sql<{ title: string }>`select title from actions.action order by added_at, id`.execute(
      app.workspace.db,
    )
    return rows.map(({ title }) => title)
  }

  test('are told in the inbox of those who asked, once each', async () => {
    const titles = await actions()
    expect(titles).toHaveLength(4)
    expect(titles).toContain('Demand: Bell may have ended: nothing was ordered since Jul 2026.')
    const { alerts, wish, canMail } = (await planner.call(demandContract.alerts)).body
    expect(alerts.map(({ kind }) => kind).sort()).toEqual(['below naive', 'drift', 'drift', 'drift', 'drift'])
    expect(alerts.filter(({ overAt }) => overAt !== null).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Rack: /),
    ])
    expect([wish.kinds, canMail]).toEqual([['drift', 'change'], false])
    expect((await (await app.as('owner')).call(demandContract.alerts)).body.wish.kinds).toEqual([])
  })

  test('go out as one mail a day, and again where the server did not take it', async () => {
    const server = await smtpServer()
    const telling = (smtpUrl: string) => {
      const workspace = Object.create(app.workspace, { smtpUrl: { value: smtpUrl } }) as typeof app.workspace
      return tellAlerts({ workspace, actor: app.work.actor })
    }
    await telling('smtp://127.0.0.1:1')
    await telling(server.url)
    await telling(server.url)
    await server.close()
    expect(server.mails).toHaveLength(1)
    expect(server.mails[0]).toMatch(/^Subject: Demand: .* And 2 more\.$/m)
    expect(server.mails[0]).toContain('East: no order line since 2026-10-29; the feed may be broken.')
    expect(await actions()).toHaveLength(4)
  })

  test('are a forecast that left what was told of it, too', async () => {
    await sql`update demand.alert_told set mean = array(select x * 0.8 from unnest(mean) x),
      lo80 = array(select x * 0.8 from unnest(lo80) x), hi80 = array(select x * 0.8 from unnest(hi80) x)
      where node = 'all'`.execute(app.workspace.db)
    expect(await raiseAlerts(app.work)).toEqual({ raised: 1 })
    expect(await raiseAlerts(app.work)).toEqual({ raised: 0 })
    const [newest] = (await planner.call(demandContract.alerts)).body.alerts
    // What was told first was told before or after what came in the running month had moved it.
    expect(newest!.sentence).toMatch(/^All items: 2[3-7]% more is expected than last told\.$/)
    const { rows } = await sql`select from platform.event where name = 'demand.alert.raised'`.execute(app.workspace.db)
    expect(rows).toHaveLength(6)
  })
})

/** A mail server that takes everything (RFC 5321, the commands a client needs). */
async function smtpServer() {
  const mails: string[] = []
  const server = createServer((socket) => {
    let mail: string | null = null
    socket.setEncoding('utf8').write('220 here\r\n')
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').slice(0, -1)) {
        if (mail !== null && line !== '.') mail += `${line}\n`
        else if (mail !== null) {
          mails.push(mail.replaceAll(/=\n|\n(?= more)/g, ''))
          mail = null
          socket.write('250 taken\r\n')
        } else if (line === 'DATA') {
          mail = ''
          socket.write('354 go on\r\n')
        } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const close = () => new Promise((resolve) => server.close(resolve))
  return { url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, mails, close }
}
