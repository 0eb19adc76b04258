import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { planningContract } from '#goals/planning-contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

let team: SmallTeam
const q1 = { startsOn: '2026-01-01', endsOn: '2026-04-01' }

function setQuota(by: Caller, subjectId: string | null, amountMinor: number, replaces: string | null = null) {
  return by.call(goalsContract.setQuota, {
    body: { subjectKind: subjectId ? 'person' : 'company', subjectId, ...q1, amountMinor, currency: 'USD', replaces },
  })
}

beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, people, stages } = team
  await sql`insert into company.currency_rate (code, starts_on, rate) values ('EUR', '2026-01-01', 1.1111)`.execute(
    team.app.workspace.db,
  )
  team.at('2026-02-15T10:00:00Z')
  for (const [id, amount] of [
    [people.ada, 1000_00],
    [people.bo, 500_00],
    [people.cleo, 800_00],
  ] as const) {
    expect((await setQuota(admin, id, amount)).status).toBe(200)
  }
  await setQuota(admin, null, 3000_00)
  const add = (ownerId: string | null, stageId: string, more: object) =>
    admin.call(crmContract.addDeal, { body: { name: 'Deal', ownerId, stageId, ...more } })
  await add(people.ada, stages.won, { amountMinor: 600_00, closedOn: '2026-02-01' })
  await add(people.ada, stages.won, { amountMinor: 100_01, currency: 'EUR', closedOn: '2026-03-31' })
  await add(people.ada, stages.won, { amountMinor: 900_00, closedOn: '2026-04-01' })
  await add(people.bo, stages.won, { amountMinor: 700_00, closedOn: '2026-01-01' })
  await add(people.cleo, stages.offer, { amountMinor: 400_00, expectedClose: '2026-03-15' })
  await add(people.cleo, stages.offer, { amountMinor: 50_00, expectedClose: '2026-03-15', forecastCategory: 'omitted' })
  await add(people.cleo, stages.offer, { amountMinor: 60_00 })
  await add(null, stages.won, { amountMinor: 33_00, closedOn: '2026-02-02' })
  await add(people.bo, stages.won, { amountMinor: 10_00, currency: 'GBP', closedOn: '2026-02-02' })
  await add(people.bo, stages.offer, { expectedClose: '2026-02-20' })
})
afterAll(() => team.app.close())

test('attainment is what was won in the fiscal period, rolled up the tree, against quota; sums agree to the cent', async () => {
  const { body } = await team.admin.call(goalsContract.attainment, { query: { on: '2026-02-15' } })
  expect(body.period).toMatchObject({ label: 'Q1 2026', from: '2026-01-01', to: '2026-04-01', nextOn: '2026-04-01' })
  const line = (name: string) => body.people.find((each) => each.name === name)
  const euros = Math.round(100_01 * 1.1111)
  expect(line('Ada Rep')).toMatchObject({ closedMinor: 600_00 + euros, quotaMinor: 1000_00, gapMinor: 400_00 - euros })
  expect(line('Bo Rep')).toMatchObject({ closedMinor: 700_00, gapMinor: -200_00, coverage: null, attainment: 1.4 })
  expect(line('Cleo Rep')).toMatchObject({ closedMinor: 0, openMinor: 400_00, openDeals: 1, coverage: 0.5 })
  expect(line('Mona Manager')).toMatchObject({
    closedMinor: 1300_00 + euros,
    quotaMinor: 1500_00,
    quotaBasis: 'sum of reports',
  })
  expect(body.company).toMatchObject({ closedMinor: 1333_00 + euros, quotaMinor: 3000_00, quotaBasis: 'set' })
  expect(body.elapsed).toBeCloseTo(46 / 90, 10)
})

test('what no line can hold is listed with its amounts', async () => {
  const { body } = await team.admin.call(goalsContract.attainment)
  expect(body.leftOut).toEqual([
    { reason: 'no amount', deals: 1, amounts: [] },
    { reason: 'no owner', deals: 1, amounts: [{ currency: 'USD', amountMinor: 33_00 }] },
    { reason: 'no rate', deals: 1, amounts: [{ currency: 'GBP', amountMinor: 10_00 }] },
    { reason: 'open without expected close', deals: 1, amounts: [{ currency: 'USD', amountMinor: 60_00 }] },
  ])
  const { body: balance } = await team.admin.call(planningContract.balance, { query: { of: 'people' } })
  expect(balance.withoutRate).toEqual([{ currency: 'GBP', deals: 1, amountMinor: 10_00 }])
})

test('shares above 100 % and a quota without a rate are listed with their money, and go when they are corrected', async () => {
  const { admin, people } = team
  const { rows } = await sql<{ id: string }>`select id from crm.deal where amount_minor = 70000`.execute(
    team.app.workspace.db,
  )
  const share = (splits: { personId: string; share: string }[]) =>
    admin.call(incentivesContract.setSplits, { params: { id: rows[0]!.id }, body: { splits } })
  const listed = async () =>
    (await admin.call(goalsContract.attainment)).body.leftOut.filter(({ reason }) => reason === 'shares above 100 %')
  await share([
    { personId: people.ada, share: '0.7' },
    { personId: people.bo, share: '0.5' },
  ])
  expect(await listed()).toEqual([
    { reason: 'shares above 100 %', deals: 1, amounts: [{ currency: 'USD', amountMinor: 700_00 }] },
  ])
  await share([])
  expect(await listed()).toEqual([])
  const next = { subjectKind: 'person' as const, subjectId: people.bo, startsOn: '2026-04-01', endsOn: '2026-07-01' }
  await admin.call(goalsContract.setQuota, { body: { ...next, amountMinor: 9_00, currency: 'GBP', replaces: null } })
  expect((await admin.call(planningContract.quotaProblems)).body.problems).toMatchObject([
    { kind: 'currency without rate', subjectName: 'Bo Rep', currency: 'GBP', amountMinor: 9_00 },
  ])
})

test('a rep sees their own line, a manager the team; nobody but those who see all sees the company', async () => {
  const ada = await (await team.app.as('rep', team.people.ada)).call(goalsContract.attainment)
  expect([ada.body.people.map((line) => line.name), ada.body.company]).toEqual([['Ada Rep'], null])
  const mona = await (await team.app.as('sales-manager', team.people.mona)).call(goalsContract.attainment)
  expect(mona.body.people.map((line) => line.name).sort()).toEqual(['Ada Rep', 'Bo Rep', 'Mona Manager'])
  const quotas = await (await team.app.as('rep', team.people.ada)).call(goalsContract.listQuotas)
  expect(quotas.body.quotas.map((quota) => quota.subjectName)).toEqual(['Ada Rep'])
})

test('a quota is replaced, not overwritten: the old one stays with its end, and a stale change is refused', async () => {
  const { admin, people } = team
  const before = await admin.call(goalsContract.listQuotas, { query: { subjectId: people.cleo } })
  const old = before.body.quotas[0]!
  const changed = await setQuota(admin, people.cleo, 900_00, old.id)
  expect(changed.body).toMatchObject({ amountMinor: 900_00, subjectName: 'Cleo Rep', setBy: 'owner 1' })
  expect((await setQuota(admin, people.cleo, 950_00, old.id)).status).toBe(409)
  const all = await admin.call(goalsContract.listQuotas, { query: { subjectId: people.cleo, ended: 'true' } })
  expect(all.body.quotas.map(({ amountMinor, endedAt }) => [amountMinor, endedAt === null])).toEqual([
    [900_00, true],
    [800_00, false],
  ])
})

test('a rep cannot set quotas, and a quota for nobody known is refused with the id', async () => {
  const rep = await team.app.as('rep', team.people.ada)
  expect((await setQuota(rep, team.people.ada, 1)).status).toBe(403)
  const nobody = '0190b0f0-0000-7000-8000-000000000000'
  expect((await setQuota(team.admin, nobody, 1)).body.message).toContain(nobody)
})
