import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { practicesContract } from '#practices/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

const clock = () => new Date('2026-10-15T09:00:00Z')
let app: TestApp
let manager: Caller

beforeAll(async () => {
  app = await openTestApp({ clock, demo: { size: smallDemo } })
  manager = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

const card = async () => (await manager.call(practicesContract.scorecard)).body
const checkOf = async (key: string) => (await manager.call(practicesContract.check, { params: { key } })).body

describe('the scorecard of the demo company', () => {
  test('holds 28 checks; what nothing is recorded for lacks evidence with its reason and counts as no zero', async () => {
    const { checks, composite, evidence } = await card()
    expect(checks).toHaveLength(28)
    for (const { state, score, why } of checks) {
      expect([state, score === null, why !== null]).toEqual(
        state === 'scored' ? ['scored', false, false] : [state, true, true],
      )
    }
    const scored = checks.filter(({ score }) => score !== null)
    const weights = (some: typeof checks) => some.reduce((sum, { weight }) => sum + weight, 0)
    expect(evidence).toBeCloseTo(weights(scored) / weights(checks), 12)
    const mean = scored.reduce((sum, { weight, score }) => sum + weight * score!, 0) / weights(scored)
    expect(composite).toBeCloseTo(mean, 9)
  })

  test('is explained by its own rows: each overdue deal behind the check is open and past its date', async () => {
    const { check, behind, trend } = await checkOf('overdue-close')
    const { rows } = await app.workspace.pool.query(
      `select count(*) filter (where expected_close < '2026-10-15')::int as overdue, count(*)::int as open
       from crm.deal where ended_at is null and outcome = 'open'`,
    )
    expect(check.value).toBeCloseTo(rows[0].overdue / rows[0].open, 12)
    expect(behind).toHaveLength(Math.min(500, rows[0].overdue))
    expect(trend.map(({ asOf }) => asOf)).toEqual([
      '2026-05-15',
      '2026-06-15',
      '2026-07-15',
      '2026-08-15',
      '2026-09-15',
      '2026-10-15',
    ])
    expect(trend.at(-1)).toEqual({ asOf: '2026-10-15', value: check.value, second: null, score: check.score })
  })
})

test('what a check was read from decides whether it is measured anew: a date that is mended shows at once', async () => {
  const owner = await app.as('owner')
  const before = await checkOf('overdue-close')
  await app.workspace.pool.query('update platform.token set name = name') // a commit that no check reads
  expect((await checkOf('overdue-close')).check).toEqual(before.check)
  const id = new URLSearchParams(before.behind[0]!.to!.split('?')[1]).get('deal')!
  const move = async (expectedClose: string) => {
    const { body } = await owner.call(crmContract.dealDetail, { params: { id } })
    const change = { changedAt: body.deal!.changedAt, changes: { expectedClose } }
    expect((await owner.call(crmContract.changeDeal, { params: { id }, body: change })).status).toBe(200)
    return body.deal!.expectedClose!
  }
  const was = await move('2026-11-30')
  expect((await checkOf('overdue-close')).behind.length).toBe(before.behind.length - 1)
  await move(was)
  expect((await checkOf('overdue-close')).behind.length).toBe(before.behind.length)
})

describe('what people set', () => {
  test('bounds change the score, are kept with who set them, and go back', async () => {
    const params = { key: 'coverage' }
    const before = (await checkOf('coverage')).check
    await manager.call(practicesContract.setBounds, { params, body: { bounds: { green: 1000, red: 999 } } })
    const { check, versions } = await checkOf('coverage')
    expect(check).toMatchObject({ boundsChanged: true, bounds: { green: 1000, red: 999 } })
    expect(versions).toMatchObject([{ green: 1000, red: 999, endedAt: null }])
    await manager.call(practicesContract.setBounds, { params, body: { bounds: null } })
    expect((await checkOf('coverage')).check).toEqual(before)
    const same = await manager.call(practicesContract.setBounds, { params, body: { bounds: { green: 1, red: 1 } } })
    expect(same).toMatchObject({ status: 400, body: { code: 'same-bounds' } })
  })

  test('a check that does not apply counts neither way, by name and with its reason', async () => {
    const params = { key: 'territory-balance' }
    const before = await card()
    await manager.call(practicesContract.setExemption, { params, body: { because: 'We sell without territories.' } })
    const after = await card()
    const exempt = after.checks.find(({ key }) => key === 'territory-balance')!
    expect(exempt).toMatchObject({ state: 'not applicable', why: 'We sell without territories.', pointsToGain: null })
    expect(exempt.saidBy).not.toBeNull()
    expect(after.evidence).not.toBe(before.evidence)
    await manager.call(practicesContract.setExemption, { params, body: { because: null } })
    expect((await card()).evidence).toBe(before.evidence)
  })

  test('a second accountable role makes roles unclear, and the check has no owner until it is taken away', async () => {
    const params = { key: 'coverage', role: 'deal-desk' as const }
    await manager.call(practicesContract.assign, { params, body: { part: 'accountable' } })
    const { check, behind } = await checkOf('role-clarity')
    expect(check.value).toBeCloseTo(27 / 28, 12)
    expect(behind[0]).toMatchObject({ label: 'Coverage of what remains', detail: 'several roles are accountable' })
    expect((await checkOf('coverage')).check.owner).toBeNull()
    await manager.call(practicesContract.assign, { params, body: { part: null } })
    expect((await checkOf('role-clarity')).check.value).toBe(1)
  })
})

test('a case of one’s own is rated by the same rules', async () => {
  const checks = [
    { name: 'a', value: 0.825, green: 0.95, red: 0.7, critical: true },
    { name: 'b', value: 0.4, green: 0.1, red: 0.3 },
    { name: 'c', value: null, green: 1, red: 0 },
    { name: 'd', value: 0, green: 1, red: 0, applies: false },
  ]
  const { body } = await manager.call(practicesContract.workedHealthScore, { body: { checks } })
  expect(body).toMatchObject({ evidence: 0.75, level: 1, capped: false })
  expect(body.composite).toBeCloseTo(100 / 3, 9)
  expect(body.checks.map(({ pointsToGain }) => pointsToGain)).toEqual([expect.closeTo(100, 9), 100, null, null])
})

test('a rep and a team manager see none of it, and an analyst changes nothing', async () => {
  for (const role of ['rep', 'sales-manager']) {
    const caller = await app.as(role)
    expect((await caller.call(practicesContract.scorecard)).status).toBe(403)
  }
  const analyst = await app.as('sales-ops-analyst')
  expect((await analyst.call(practicesContract.scorecard)).status).toBe(200)
  const params = { key: 'coverage' }
  expect((await analyst.call(practicesContract.setBounds, { params, body: { bounds: null } })).status).toBe(403)
})

describe('what is recorded elsewhere', () => {
  test('a reason written with the closing counts, of deals closed in the last quarter', async () => {
    const { check, behind } = await checkOf('reason-recorded')
    const { rows } = await app.workspace.pool.query(
      `select count(*)::int as closed from crm.deal where outcome <> 'open' and ended_at is null and closed_on > '2026-07-16' and closed_on <= '2026-10-15'`,
    )
    expect(check.n).toBe(rows[0].closed)
    expect(behind.length).toBe(Math.min(500, Math.round(check.n * (1 - check.value!))))
  })

  test('new deals are followed up within two days, and the consensus is one number or says why not', async () => {
    for (const key of ['lead-follow-up', 'one-number']) {
      const { check } = await checkOf(key)
      expect([key, check.value === null, check.why === null]).toEqual([key, check.why !== null, check.value !== null])
    }
  })
})

test('an improvement keeps the value of its check, and what the check did since is told once it is done', async () => {
  const body = {
    kind: 'tactical' as const,
    title: 'Close dates on Fridays',
    checkKey: 'overdue-close',
    expectedChange: -0.05,
  }
  const { body: added } = await manager.call(practicesContract.addImprovement, { body })
  const mine = async () =>
    (await manager.call(practicesContract.improvements)).body.improvements.find(({ id }) => id === added.id)!
  const before = (await checkOf('overdue-close')).check
  expect(await mine()).toMatchObject({
    state: 'open',
    beforeValue: before.value,
    effect: { verdict: 'not measured yet' },
  })
  await manager.call(practicesContract.moveImprovement, { params: { id: added.id }, body: { state: 'done' } })
  expect((await mine()).effect).toMatchObject({ verdict: 'within noise', difference: 0 })
  const none = await manager.call(practicesContract.addImprovement, { body: { ...body, checkKey: null } })
  expect(none).toMatchObject({ status: 400, body: { code: 'no-check' } })
})

test('a role’s page says what it is measured by, what it may do and what it does when', async () => {
  const { body } = await manager.call(practicesContract.role, { params: { role: 'enablement' } })
  expect(body.measures.map(({ checkKey }) => checkKey)).toContain('ramp')
  expect(body.rights).toContain('add resources, courses and onboarding plans')
  expect(body.calendar.map(({ every }) => every)).toEqual(['week', 'month', 'quarter'])
  expect(body.holders.length).toBeGreaterThan(0)
})
