import { afterAll, beforeAll, expect, test } from 'vitest'
import { quotaPlanContract } from '#goals/quotas/plan/contract.ts'
import { practicesContract } from '#practices/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { idOf, smallCompany } from './company.ts'

const clock = () => new Date('2026-10-20T12:00:00Z')
let app: TestApp
let manager: Caller

beforeAll(async () => {
  app = await openTestApp({ clock })
  await smallCompany(app.workspace.pool)
  manager = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

const checkOf = async (key: string) => (await manager.call(practicesContract.check, { params: { key } })).body
const labels = ({ behind }: Awaited<ReturnType<typeof checkOf>>) =>
  behind.map(({ label, detail }) => `${label}: ${detail}`)

test('fields that are required: 17 of 26 are filled, an item counts where a rule asks for it', async () => {
  const found = await checkOf('fields-filled')
  expect(found.check).toMatchObject({ n: 26, value: expect.closeTo(17 / 26, 12) })
  expect(labels(found)).toEqual([
    'Gamma: lacks owner, account, amount, item',
    'Jon: lacks account, mail address or phone',
    'Acme: lacks territory',
    'Alpha: lacks item',
    'Birch: lacks country',
  ])
})

test('of twelve records one is there twice, and of six accounts and contacts two lay still for a year', async () => {
  const duplicates = await checkOf('duplicates')
  expect(duplicates.check).toMatchObject({ n: 12, value: expect.closeTo(1 / 12, 12) })
  expect(labels(duplicates)).toEqual(['ACME Ltd: the same account as Acme'])
  const still = await checkOf('stale-accounts')
  expect(still.check).toMatchObject({ n: 6, value: expect.closeTo(2 / 6, 12) })
  expect(labels(still)).toEqual(['ACME Ltd: nothing changed for 12 months', 'Jon: nothing changed for 12 months'])
})

test('coverage counts what is beyond the first stage: 600 of the 1,000 that remain', async () => {
  const found = await checkOf('coverage')
  expect(found.check).toMatchObject({ value: 0.6, remark: null })
  expect(labels(found)).toEqual(['Gamma: is expected by Dec 10, 2026', 'Alpha: is expected by Dec 1, 2026'].reverse())
})

test('one of four sellers had accepted their quota by the end of day 15, and one of two ramped ones came to 80 %', async () => {
  const onTime = await checkOf('quotas-on-time')
  expect(onTime.check).toMatchObject({ n: 4, value: 0.25 })
  expect(labels(onTime)).toEqual([
    'Ben: had no quota for Q4 2026 by Oct 15, 2026',
    'Cem: had not accepted it by Oct 15, 2026',
    'Dee: accepted it on Oct 16, 2026, after Oct 15, 2026',
  ])
  const realism = await checkOf('quota-realism')
  expect(realism.check).toMatchObject({ n: 2, value: 0.5 })
  expect(labels(realism)).toEqual(['Dee: 30% of the quota of Q3 2026'])
})

test('of three statements that are due one was later than its plan gives and one corrected; of four requests two kept the hours of the desk', async () => {
  const pay = await checkOf('payouts-right')
  expect(pay.check).toMatchObject({ n: 3, value: expect.closeTo(1 / 3, 12) })
  expect(labels(pay)).toEqual([
    'Ada, Reps: from Apr 1, 2026, was corrected',
    'Ada, Reps: from Jan 1, 2026, was locked on Apr 20, 2026',
  ])
  const desk = await checkOf('deal-desk')
  expect(desk.check).toMatchObject({ n: 4, value: 0.5 })
  expect(labels(desk)).toEqual([
    'Delta: a level has waited 51 business hours, 8 are given',
    'Gamma: a level took 16 business hours, 8 are given',
  ])
})

test('where a check asks for two things each has its value, and the lower score counts', async () => {
  const ramp = await checkOf('ramp')
  expect(ramp.check).toMatchObject({ n: 2, value: 0.5, score: 0, second: { n: 1, value: expect.closeTo(2 / 3, 12) } })
  expect(labels(ramp)).toEqual([
    'Cem: was certified on Sep 15, 2026, began on Jul 1, 2026 without an onboarding plan',
    'Ben: is not at full quota after 4 months, 2 were planned',
  ])
  const pulse = await checkOf('pulse-heard')
  expect(pulse.check).toMatchObject({ n: 30, value: 0.8, score: 0, second: { n: 2, value: 0.5, score: 0 } })
  expect(labels(pulse).at(-1)).toBe('Pulse: round of Aug 3, 2026, the members were told of an action on Sep 10, 2026')
  const roles = await checkOf('role-clarity')
  expect(roles.check).toMatchObject({ value: 1, second: { n: 23, value: expect.closeTo(22 / 23, 12) } })
})

test('bounds of the second thing are set for themselves, and a check without one says so', async () => {
  const set = (key: string, bounds: { green: number; red: number } | null) =>
    manager.call(practicesContract.setBounds, { params: { key }, body: { ofSecond: true, bounds } })
  await set('pulse-heard', { green: 0.5, red: 0 })
  const { check, versions } = await checkOf('pulse-heard')
  expect(check).toMatchObject({ score: 100, boundsChanged: false, second: { score: 100, boundsChanged: true } })
  expect(versions).toMatchObject([{ ofSecond: true, green: 0.5, red: 0 }])
  await set('pulse-heard', null)
  expect((await checkOf('pulse-heard')).check.score).toBe(0)
  expect(await set('coverage', null)).toMatchObject({ status: 400, body: { code: 'no-second' } })
})

test('a hand-over says what money moves and what stays before it is done', async () => {
  const { body } = await manager.call(quotaPlanContract.handOverPreview, {
    params: { id: idOf(71) },
    query: { on: '2026-09-01' },
  })
  // 62 of the 92 days of the quarter stay: 673.91 of 1,000.
  expect(body).toMatchObject({ personName: 'Ada', amountMinor: 1000_00, leavingMinor: 673_91, comingMinor: 326_09 })
  const nothing = { closedMinor: 0, closedDeals: 0, closedLines: 0, openMinor: 0, openDeals: 0 }
  expect(body.before).toEqual({ ...nothing, closedMinor: 850_00, closedDeals: 1 })
  expect(body.after).toEqual(nothing)
  const late = await manager.call(quotaPlanContract.handOverPreview, {
    params: { id: idOf(74) },
    query: { on: '2026-11-01' },
  })
  expect(late.body.after).toEqual({ ...nothing, openMinor: 1500_00, openDeals: 2 })
})

test('what nobody recorded cannot be told, and says why', async () => {
  await app.workspace.pool.query('delete from goals.quota_answer; delete from enablement.completion')
  expect((await checkOf('quotas-on-time')).check).toMatchObject({ state: 'no evidence', value: null })
  await app.workspace.pool.query(
    `update enablement.resource set certification = null; update enablement.step set ended_at = now()`,
  )
  expect((await checkOf('ramp')).check.why).toMatch(/^No course leads to a certification/)
})
