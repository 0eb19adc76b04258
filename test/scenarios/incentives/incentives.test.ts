import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { emptyRule, emptyTerms } from '#goals/ui/incentives/plan/draft.ts'
import { readTerms } from '#goals/ui/incentives/plan/read-draft.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A quarter of a small team is paid: run, approved, locked; then a deal changes, and the difference is paid. */
let team: SmallTeam
let finance: Caller
let ada: Caller
let planId: string
let deals: Record<'pumps' | 'valves' | 'pipes', string>
const quarter = { from: '2026-01-01', to: '2026-04-01' }

beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, people, stages, app } = team
  finance = await app.as('finance')
  ada = await app.as('rep', people.ada)
  team.at('2026-02-10T12:00:00Z')
  const sell = async (name: string, ownerId: string, amountMinor: number) => {
    const body = { name, stageId: stages.won, ownerId, amountMinor, closedOn: '2026-02-10' }
    const { body: added } = await admin.call(crmContract.addDeal, { body })
    return added.deal!.id
  }
  deals = {
    pumps: await sell('Pumps', people.ada, 60_000_00),
    valves: await sell('Valves', people.ada, 50_000_00),
    pipes: await sell('Pipes', people.bo, 10_000_00),
  }
  const subject = { subjectKind: 'person', subjectId: people.ada, startsOn: quarter.from, endsOn: quarter.to } as const
  await admin.call(goalsContract.setQuota, {
    body: { ...subject, amountMinor: 100_000_00, currency: 'USD', replaces: null },
  })
  const { body: plan } = await admin.call(incentivesContract.addPlan, {
    body: {
      name: 'Reps',
      startsOn: '2026-01-01',
      terms: {
        currency: 'USD',
        counts: 'deals',
        clawbackDays: 90,
        rules: [
          { kind: 'commission', name: 'Base', rate: null },
          { kind: 'accelerator', name: 'Above quota', above: '1', multiplier: '2', rate: null },
        ],
      },
    },
  })
  planId = plan.id
  await admin.call(incentivesContract.setParticipants, {
    params: { id: planId },
    body: {
      participants: [
        { personId: people.ada, startsOn: '2026-01-01', rate: '0.05' },
        { personId: people.bo, startsOn: '2026-01-01', rate: '0.05' },
      ],
    },
  })
})
afterAll(() => team.app.close())

async function run() {
  const { body } = await team.admin.call(incentivesContract.run, { body: { planId, ...quarter } })
  const { body: found } = await team.admin.call(incentivesContract.statements, { query: { runId: body.id } })
  const of = (personId: string) => found.statements.find((each) => each.personId === personId)!
  return { run: body, ada: of(team.people.ada), bo: of(team.people.bo) }
}

test('a run pays each by the rules, says whose quota is missing, and each cent leads to its deal', async () => {
  const first = await run()
  expect(first.ada).toMatchObject({ earnedMinor: 5_500_00 + 500_00, payableMinor: 6_000_00, attainment: 1.1 })
  expect(first.bo).toMatchObject({ earnedMinor: 500_00 })
  expect(first.run.problems).toMatchObject([
    { kind: 'no quota', personId: team.people.bo, amountMinor: 10_000_00, isHeld: true },
  ])
  const { body } = await ada.call(incentivesContract.lines, { params: { id: first.ada.id }, query: {} })
  expect(body.lines.map(({ rule, creditId, amountMinor }) => [rule, creditId, amountMinor])).toEqual(
    expect.arrayContaining([
      ['Base', deals.pumps, 3_000_00],
      ['Base', deals.valves, 2_500_00],
    ]),
  )
  expect(body.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(6_000_00)
})

test('a rep sees the own statement and nobody else’s, and writes no plan', async () => {
  const { body } = await ada.call(incentivesContract.statements)
  expect(new Set(body.statements.map(({ personName }) => personName))).toEqual(new Set(['Ada Rep']))
  expect((await ada.call(incentivesContract.plans)).status).toBe(403)
})

test('who calculated a run does not approve it; locked it stands, and the database refuses to change it', async () => {
  const { run: fresh } = await run()
  const decide = (by: Caller, step: 'approved' | 'locked') =>
    by.call(incentivesContract.decide, { params: { id: fresh.id }, body: { step } })
  expect((await decide(team.admin, 'approved')).status).toBe(403)
  expect((await decide(finance, 'locked')).body.message).toContain('only an approved run is locked')
  await decide(finance, 'approved')
  expect((await decide(finance, 'locked')).body).toMatchObject({ status: 'locked' })
  const change = sql`update goals.incentive_statement set payable_minor = 0 where run_id = ${fresh.id}`
  await expect(change.execute(team.app.workspace.db)).rejects.toThrow('never changed')
  const payroll = await finance.fetch(`/api/goals/incentives/runs/${fresh.id}/payroll`)
  expect(payroll.status).toBe(403) // finance approves; those who run plans export
  const csv = await (await team.admin.fetch(`/api/goals/incentives/runs/${fresh.id}/payroll`)).text()
  expect(csv).toContain('6000.00')
})

test('a deal that shrinks after the lock makes a delta statement; lock and delta sum to the full re-run', async () => {
  const { body: seen } = await team.admin.call(crmContract.dealDetail, { params: { id: deals.valves } })
  const changes = { changedAt: seen.deal!.changedAt, changes: { amountMinor: 30_000_00 } }
  await team.admin.call(crmContract.changeDeal, { params: { id: deals.valves }, body: changes })
  const delta = await run()
  expect(delta.run.kind).toBe('delta')
  expect(delta.ada).toMatchObject({
    earnedMinor: 4_500_00,
    earnedBeforeMinor: 6_000_00,
    deltaMinor: -1_500_00,
    payableMinor: 0,
    owedAfterMinor: 1_500_00,
  })
  expect(delta.bo.deltaMinor).toBe(0)
})

test('after the clawback period nothing is taken back, and the money is listed', async () => {
  team.at('2026-08-01T12:00:00Z')
  const late = await run()
  expect(late.ada).toMatchObject({ deltaMinor: 0 })
  expect(late.run.problems).toContainEqual(
    expect.objectContaining({ kind: 'outside the clawback period', creditId: deals.valves, amountMinor: 20_000_00 }),
  )
})

test('shares above 100 %, and a person whom two plans pay, are held and listed with their money', async () => {
  const { admin, people } = team
  const splits = [
    { personId: people.ada, share: '0.8' },
    { personId: people.bo, share: '0.4' },
  ]
  await admin.call(incentivesContract.setSplits, { params: { id: deals.pipes }, body: { splits } })
  expect((await run()).run.problems).toContainEqual(
    expect.objectContaining({
      kind: 'credit split above 100 %',
      creditId: deals.pipes,
      amountMinor: 10_000_00,
      isHeld: true,
      message: 'The shares of Pipes add up to 120 %.',
    }),
  )
  await admin.call(incentivesContract.setSplits, {
    params: { id: deals.pipes },
    body: { splits: [{ personId: people.bo, share: '0.75' }] },
  })
  expect((await run()).run.problems).toContainEqual(
    expect.objectContaining({ kind: 'credit split below 100 %', creditId: deals.pipes, amountMinor: 2_500_00 }),
  )
  await admin.call(incentivesContract.setSplits, {
    params: { id: deals.pipes },
    body: {
      splits: [
        { personId: people.ada, share: '0.25' },
        { personId: people.bo, share: '0.75' },
      ],
    },
  })
  expect((await run()).bo.earnedMinor).toBe(375_00)
  const terms = {
    currency: 'USD',
    counts: 'deals' as const,
    rules: [{ kind: 'commission' as const, name: 'Extra', rate: '0.01' }],
  }
  const { body: second } = await admin.call(incentivesContract.addPlan, {
    body: { name: 'Extra', startsOn: '2026-01-01', terms },
  })
  await admin.call(incentivesContract.setParticipants, {
    params: { id: second.id },
    body: { participants: [{ personId: people.bo, startsOn: '2026-01-01' }] },
  })
  const twice = await run()
  expect(twice.bo.earnedMinor).toBe(0)
  expect(twice.run.problems).toContainEqual(
    expect.objectContaining({
      kind: 'two plans for one credit',
      personId: people.bo,
      amountMinor: 7_500_00,
      isHeld: true,
    }),
  )
  await admin.call(incentivesContract.setParticipants, {
    params: { id: second.id },
    body: { participants: [{ personId: people.bo, startsOn: '2026-03-01' }] },
  })
  const apart = await run() // the sale of February is no credit of a plan that pays from March on
  expect([apart.bo.earnedMinor, apart.run.problems.filter(({ kind }) => kind.startsWith('two plans'))]).toEqual([
    375_00,
    [],
  ])
  await admin.call(incentivesContract.endPlan, { params: { id: second.id } })
})

test('what-if pays the same sales by other terms, beside the plan’s own, and keeps nothing', async () => {
  const terms = {
    currency: 'USD',
    counts: 'deals' as const,
    rules: [{ kind: 'commission' as const, name: 'Flat', rate: '0.10' }],
  }
  const { body } = await team.admin.call(incentivesContract.whatIf, { body: { planId, ...quarter, terms } })
  expect(body).toMatchObject({ thenMinor: 10_000_00, credited: '100000' })
  expect(body.costThen).toBeCloseTo(0.1, 10)
})

test('a plan that is not added yet shows what a past quarter would have paid, as it was typed on screen', async () => {
  const typed = { ...emptyTerms('USD'), cap: '9.000', rules: [{ ...emptyRule('1'), name: 'Flat', rate: '10' }] }
  const read = readTerms(typed, 'de-DE')
  if (!('terms' in read)) throw new Error(JSON.stringify(read.wrong))
  expect(read.terms).toMatchObject({ cap: '9000', rules: [{ rate: '0.1' }] })
  const participants = [{ personId: team.people.ada, startsOn: '2026-01-01' }]
  const asked = { planId: null, ...quarter, terms: { ...read.terms, creditedTwice: 'pay' as const }, participants }
  const { body } = await team.admin.call(incentivesContract.whatIf, { body: asked })
  // 60,000 + 30,000 + a quarter of the pipes; 10 % of it is 9,250, and the cap is 9,000.
  expect(body).toMatchObject({ nowMinor: 0, thenMinor: 9_000_00, credited: '92500' })
  const unnamed = readTerms({ ...typed, rules: [{ ...emptyRule('1'), kind: 'bonus' }] }, 'de-DE')
  expect(unnamed).toMatchObject({ wrong: { 'rules.0.at': 'The share of quota is needed.' } })
})

test('a dispute has a thread, and ends with a decision of those who approve pay', async () => {
  const { body: seen } = await ada.call(incentivesContract.statements)
  const statementId = seen.statements[0]!.id
  const { body: dispute } = await ada.call(incentivesContract.dispute, {
    body: { statementId, text: 'Valves were not returned.' },
  })
  const remark = (by: Caller, outcome?: 'accepted') =>
    by.call(incentivesContract.remark, {
      params: { id: dispute.id },
      body: { text: 'Checked.', ...(outcome && { outcome }) },
    })
  expect((await remark(ada, 'accepted')).status).toBe(403)
  expect((await remark(finance, 'accepted')).body).toMatchObject({
    outcome: 'accepted',
    remarks: [{ text: 'Valves were not returned.' }, { text: 'Checked.' }],
  })
})

test('terms that change within a period are refused with the spans to run', async () => {
  const terms = {
    currency: 'USD',
    counts: 'deals' as const,
    rules: [{ kind: 'commission' as const, name: 'Flat', rate: '0.10' }],
  }
  await team.admin.call(incentivesContract.setTerms, {
    params: { id: planId },
    body: { startsOn: '2026-05-01', terms },
  })
  const refused = await team.admin.call(incentivesContract.run, {
    body: { planId, from: '2026-04-01', to: '2026-07-01' },
  })
  expect(refused).toMatchObject({
    status: 409,
    body: {
      wayOut: 'Run it by the spans of its terms: from 2026-04-01 until 2026-05-01, from 2026-05-01 until 2026-07-01.',
    },
  })
})
