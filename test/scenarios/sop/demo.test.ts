import { dayAfter } from '@drumbeat/periods'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarContract } from '#actions/calendar/contract.ts'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { sopContract } from '#sop/contract.ts'
import type { Caller, TestApp } from '../../harness/app.ts'
import { openTestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

/** The demo company's cycles: seven are over, the present one is in its supply review. */
let app: TestApp
let mona: Caller
beforeAll(async () => {
  const clock = () => new Date('2026-11-23T15:00:00Z')
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo }, clock })
  mona = await app.as('sales-ops-manager')
  await refreshHistory(app.work)
})
afterAll(() => app.close())

test('its past cycles are whole, chained to each other, and say how well their plans came true', async () => {
  const { cycles } = (await mona.call(sopContract.cycles)).body
  expect(cycles.map(({ state }) => state)).toEqual(['running', ...Array(7).fill('over')])
  expect(cycles[0]).toMatchObject({ openStep: 3, label: 'November 2026' })
  for (const { id, state } of cycles) {
    const { body } = await mona.call(sopContract.verify, { params: { id } })
    expect(body).toMatchObject({ whole: true, snapshotAgrees: state === 'over' ? true : null })
  }
  const { body } = await mona.call(sopContract.adherence, { query: { lag: 1 } })
  expect(body.months).toHaveLength(6)
  expect(body.adherence).toBeGreaterThan(0.5)
})

test('the weights of the present consensus come from what each source was worth before', async () => {
  const { cycles } = (await mona.call(sopContract.cycles)).body
  const { valueAdded } = (await mona.call(sopContract.consensus, { params: { id: cycles[0]!.id } })).body
  expect(valueAdded.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  const of = (source: string) => valueAdded.find((each) => each.source === source)!
  expect(of('customer').wape).toBeLessThan(of('sales').wape!)
  expect(of('sales').bias).toBeGreaterThan(0)
})

test('a month of the past is a waterfall from its first plan to what came', async () => {
  const { body } = await mona.call(sopContract.waterfall, { query: { month: '2026-10-01' } })
  const total = body.steps.reduce((sum, { units, change }) => sum + (change ?? units), 0)
  expect(total).toBe(body.steps.at(-1)!.units)
  expect(total + body.lastChange!).toBe(body.actual)
  expect(body.steps.map(({ lag }) => lag)).toEqual([6, 5, 4, 3, 2, 1, 0])
})

test('past decisions say what they brought with a range, or why nobody can tell', async () => {
  const { effects } = (await mona.call(sopContract.effects)).body
  const told = effects.filter(({ units }) => units !== null)
  expect(told.length).toBeGreaterThan(0)
  for (const { units, lo90, hi90 } of told) expect(lo90! <= units! && units! <= hi90! && lo90 !== hi90).toBe(true)
  for (const { units, reason } of effects) expect(units === null).toBe(reason !== null)
})

test('six scenarios are compared with the plan by more than 20 figures each', async () => {
  const { cycles } = (await mona.call(sopContract.cycles)).body
  const id = cycles[0]!.id
  for (let at = 0; at < 6; at++)
    await mona.call(sopContract.makeScenario, { params: { id }, body: { name: `What if ${at}` } })
  const { body } = await mona.call(sopContract.compareScenarios, { params: { id } })
  expect(body.columns.map(({ name }) => name).slice(0, 2)).toEqual([
    'Plan',
    'The machine line stands still for two weeks',
  ])
  expect(body.columns).toHaveLength(9)
  expect(body.figures.length).toBeGreaterThan(20)
})

test('its steps and deadlines stand in the calendar of whoever may see them, behind a secret that opens nothing else', async () => {
  const rep = await app.as('rep')
  const addresses = [mona, rep].map((who) => who.call(calendarContract.makeAddress))
  const [hers, theirs] = (await Promise.all(addresses)).map(({ body }) => body.path)
  const fileAt = async (path: string) => (await app.app.request(path)).text()
  const file = (await fileAt(hers!)).replace(/\r\n /g, '')
  expect(file.match(/SUMMARY:S&OP November 2026\\, step/g)).toHaveLength(6)
  const due = (await mona.call(sopContract.cycles)).body.cycles[0]!
  const { steps } = (await mona.call(sopContract.cycle, { params: { id: due.id } })).body
  const [opens, ends] = [steps[3]!.opensOn, dayAfter(steps[3]!.dueOn, 1)].map((day) => day.replaceAll('-', ''))
  expect(file).toMatch(
    new RegExp(`VALUE=DATE:${opens}\\s+DTEND;VALUE=DATE:${ends}[^]{0,200}SUMMARY:[^\\n]*step 4: Pre-S&OP`),
  )
  expect(file).toContain('last day to give notice')
  expect(await fileAt(theirs!)).not.toContain('S&OP')

  const secret = new URL(hers!, 'http://here').searchParams.get('secret')!
  const asToken = await app.app.request('/demo/api/company', { headers: { authorization: `Bearer ${secret}` } })
  const again = (await mona.call(calendarContract.makeAddress)).body.path
  const statuses = await Promise.all([hers!, again].map(async (path) => (await app.app.request(path)).status))
  expect([asToken.status, ...statuses]).toEqual([401, 404, 200])
  expect((await mona.call(calendarContract.address)).body.address?.usedAt).not.toBeNull()
  await mona.call(calendarContract.endAddress)
  expect([(await app.app.request(again)).status, (await mona.call(calendarContract.address)).body.address]).toEqual([
    404,
    null,
  ])
})
