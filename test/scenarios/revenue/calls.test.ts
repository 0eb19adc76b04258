import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { revenueContract } from '#revenue/contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A quarter of a small team: reps call, a manager adjusts, the head locks, and the record keeps who said what when. */
let team: SmallTeam
let ada: Caller
let bo: Caller
let mona: Caller
const period = { grain: 'quarter', on: '2026-02-01' } as const

beforeAll(async () => {
  team = await openSmallTeam()
  const { people, app, admin, stages } = team
  ada = await app.as('rep', people.ada)
  bo = await app.as('rep', people.bo)
  mona = await app.as('sales-manager', people.mona)
  for (const personId of [people.ada, people.bo]) {
    const quota = { subjectKind: 'person', subjectId: personId, startsOn: '2026-01-01', endsOn: '2026-04-01' } as const
    await admin.call(goalsContract.setQuota, {
      body: { ...quota, amountMinor: 1_000_00, currency: 'USD', replaces: null },
    })
  }
  for (const [ownerId, amountMinor] of [
    [people.ada, 400_00],
    [people.bo, 300_00],
  ] as const) {
    await admin.call(crmContract.addDeal, {
      body: { name: `Pumps ${amountMinor}`, stageId: stages.offer, ownerId, amountMinor, expectedClose: '2026-03-15' },
    })
  }
})
afterAll(() => team.app.close())

async function callFor(by: Caller, personId: string, commitMinor: number, more: object = {}) {
  return by.call(revenueContract.call, { body: { ...period, personId, commitMinor, replaces: null, ...more } })
}
async function rollUp(by: Caller, query: object = {}) {
  return (await by.call(revenueContract.rollUp, { query: { ...period, ...query } })).body
}

test('a rep calls for themselves, sees their own call, and nobody else sees more than their tree', async () => {
  team.at('2026-01-10T09:00:00Z')
  const made = await callFor(ada, team.people.ada, 350_00, { bestMinor: 450_00, note: 'Laurel signs in March.' })
  expect(made).toMatchObject({ status: 200, body: { commitMinor: 350_00, voice: 'self', saidBy: 'rep 2' } })
  expect((await rollUp(ada)).lines.map((line) => line.name)).toEqual(['Ada Rep'])
  expect((await rollUp(bo)).lines.every((line) => line.own === null)).toBe(true)
  expect(await callFor(ada, team.people.bo, 1)).toMatchObject({ status: 404 })
})

test('the manager reads the sum with who is missing, and adjusts a report without touching their call', async () => {
  const before = await rollUp(mona)
  expect(before.total).toMatchObject({ commitMinor: 350_00, missing: 1, quotaMinor: 2_000_00, openMinor: 700_00 })
  expect(before.missing.map((each) => [each.name, each.reason])).toEqual([['Bo Rep', 'has not called']])

  team.at('2026-01-12T09:00:00Z')
  expect(await callFor(mona, team.people.ada, 300_00, { note: 'Laurel slips.' })).toMatchObject({
    status: 200,
    body: { voice: 'manager' },
  })
  const line = (await rollUp(mona)).lines.find((each) => each.personId === team.people.ada)
  expect(line).toMatchObject({ commitMinor: 300_00, basis: 'adjustment', own: { commitMinor: 350_00 } })
  expect((await rollUp(mona, { method: 'sum of reps' })).total.commitMinor).toBe(350_00)
  expect((await rollUp(ada)).lines[0]).toMatchObject({ commitMinor: 350_00, adjustment: null })
})

test('two calls at once: the second is told of the first instead of running it over', async () => {
  team.at('2026-01-20T09:00:00Z')
  const stale = await callFor(ada, team.people.ada, 360_00)
  expect(stale).toMatchObject({ status: 409, body: { code: 'changed-since' } })
  const refused = { personName: 'Ada Rep', commitMinor: 360_00, reason: 'called meanwhile' }
  expect((await rollUp(mona)).late, 'and the second is listed, in no sum').toMatchObject([refused])
  const seen = (await rollUp(ada)).lines[0]!.own!.id
  expect(await callFor(ada, team.people.ada, 360_00, { replaces: seen })).toMatchObject({ status: 200 })
})

test('any past day shows what was said by then, and the record keeps every word', async () => {
  expect((await rollUp(mona, { asOf: '2026-01-11' })).total.commitMinor).toBe(350_00)
  expect((await rollUp(mona, { asOf: '2026-01-05' })).total.commitMinor).toBeNull()
  const { body } = await mona.call(revenueContract.calls, { query: { ...period, personId: team.people.ada } })
  expect(body.calls.map((call) => [call.voice, call.commitMinor])).toEqual([
    ['self', 360_00],
    ['manager', 300_00],
    ['self', 350_00],
  ])
  const course = (await mona.call(revenueContract.course, { query: { ...period, method: 'sum of reps' } })).body
  const on = (day: string) => course.days.find((each) => each.day === day)?.commitMinor
  expect([on('2026-01-09'), on('2026-01-10'), on('2026-01-20')]).toEqual([null, 350_00, 360_00])
})

test('somebody to whom a call was delegated speaks for the person, from the day on', async () => {
  const body = { personId: team.people.bo, delegateId: team.people.ada, startsOn: '2026-01-21', endsOn: null }
  expect((await mona.call(revenueContract.delegate, { body })).status).toBe(200)
  expect((await callFor(ada, team.people.bo, 200_00)).status).toBe(404)
  team.at('2026-01-22T09:00:00Z')
  expect(await callFor(ada, team.people.bo, 200_00)).toMatchObject({ status: 200, body: { voice: 'self' } })
  expect((await rollUp(mona)).total).toMatchObject({ missing: 0 })
  const ofBo = async () =>
    (await ada.call(revenueContract.calls, { query: { ...period, personId: team.people.bo } })).body.calls
  const [standing] = await ofBo()
  expect(await callFor(ada, team.people.bo, 210_00, { replaces: standing!.id }), 'and changes it').toMatchObject({
    status: 200,
  })
  expect(
    (await rollUp(ada)).lines.map((line) => line.name),
    'but sees no deal of theirs',
  ).toEqual(['Ada Rep'])
  const { id } = (await ada.call(revenueContract.delegates)).body.delegates[0]!
  expect((await ada.call(revenueContract.endDelegate, { params: { id } })).status, 'nor ends it').toBe(404)
  expect((await bo.call(revenueContract.endDelegate, { params: { id } })).status).toBe(200)
  expect(await ofBo()).toEqual([])
  expect((await callFor(ada, team.people.bo, 1)).status).toBe(404)
})

test('after the lock no call is taken, until the period is opened again', async () => {
  const refused = await mona.call(revenueContract.lock, { body: period })
  expect(refused.status).toBe(403)
  const lock = (await team.admin.call(revenueContract.lock, { body: period })).body
  expect(await callFor(bo, team.people.bo, 1, { covers: 'team', note: 'The fax came.' })).toMatchObject({
    status: 409,
    body: { code: 'locked' },
  })
  const held = await rollUp(mona)
  expect(held.lock?.lockedBy).toBe('owner 1')
  const late = { personName: 'Bo Rep', covers: 'team', voice: 'self', commitMinor: 1, note: 'The fax came.' }
  expect(held.late[0], 'what came after the lock is listed').toMatchObject({ ...late, reason: 'after the lock' })
  const seenBy = async (by: Caller, query: object = {}) => (await rollUp(by, query)).late.map((call) => call.reason)
  expect(await seenBy(ada), 'and seen by those who see the person').toEqual(['called meanwhile'])
  expect(await seenBy(mona, { asOf: '2026-01-20' })).toEqual(['called meanwhile'])
  await team.admin.call(revenueContract.unlock, { params: { id: lock.id } })
  expect((await callFor(bo, team.people.bo, 150_00, { covers: 'team' })).status).toBe(200)
})

test('only who made a call withdraws it, and the call before stands again', async () => {
  const [newest] = (await mona.call(revenueContract.calls, { query: { ...period, personId: team.people.ada } })).body
    .calls
  expect((await mona.call(revenueContract.withdraw, { params: { id: newest!.id } })).status).toBe(403)
  expect((await ada.call(revenueContract.withdraw, { params: { id: newest!.id } })).status).toBe(200)
  expect((await rollUp(ada)).lines[0]?.own?.commitMinor).toBe(350_00)
})

test('a shared deal counts by its parts, to the cent, once in every sum, and as of the day it was split', async () => {
  const { admin, people, stages } = team
  const shared = await admin.call(crmContract.addDeal, {
    body: {
      name: 'Shared',
      stageId: stages.offer,
      ownerId: people.ada,
      amountMinor: 100_01,
      expectedClose: '2026-03-20',
    },
  })
  team.at('2026-01-25T09:00:00Z')
  const split = (splits: { personId: string; share: string }[]) =>
    admin.call(incentivesContract.setSplits, { params: { id: shared.body.deal!.id }, body: { splits } })
  const open = async (query: object = {}) => {
    const { lines, total } = await rollUp(admin, query)
    const of = (id: string) => lines.find((line) => line.personId === id)
    return { ada: of(people.ada)!, bo: of(people.bo)!, cleo: of(people.cleo), total }
  }
  const before = await open()
  expect(await split([{ personId: people.bo, share: '0.5' }])).toMatchObject({ status: 200 })
  const halved = await open()
  expect([before.ada.openMinor - halved.ada.openMinor, halved.bo.openMinor - before.bo.openMinor]).toEqual([
    50_01, 50_01,
  ])
  expect(halved.total).toMatchObject({ openMinor: before.total.openMinor, openDeals: before.total.openDeals })
  expect(halved.bo.remarks).toContain('1 shared deal counts by part.')
  expect((await open({ asOf: '2026-01-24' })).ada.openMinor).toBe(before.ada.openMinor)
  const attained = await admin.call(goalsContract.attainment, { query: { on: '2026-02-01' } })
  expect(attained.body.people.find((line) => line.name === 'Bo Rep')?.openMinor).toBe(halved.bo.openMinor)
  // More than the whole: each has the share of the sum, and the sum stays.
  await split([people.ada, people.bo, people.cleo].map((personId) => ({ personId, share: '0.5' })))
  const thirds = await open()
  expect(thirds.total.openMinor).toBe(before.total.openMinor)
  expect(thirds.cleo?.openMinor).toBeGreaterThanOrEqual(33_33)
})

test('closed and open of a past day are those known now, or those known then, as in the pipeline', async () => {
  const { admin, at } = team
  at('2026-02-20T09:00:00Z')
  const { body } = await admin.call(crmContract.listDeals, { query: { search: 'Pumps 40000' } as never })
  const { id, changedAt } = body.deals[0]!
  const late = { changedAt, changes: { amountMinor: 500_00 }, validOn: '2026-02-10' }
  expect((await admin.call(crmContract.changeDeal, { params: { id }, body: late })).status).toBe(200)
  const openOf = async (known: 'now' | 'then') => {
    const query = { asOf: '2026-02-15', known }
    const pipeline = await admin.call(pipelineContract.deals, { query: { ...query, ...period, set: 'open' } as never })
    const { total } = await rollUp(admin, query)
    expect(total.openMinor, known).toBe(pipeline.body.amountMinor)
    expect(total.openDeals, known).toBe(pipeline.body.count)
    return total.openMinor
  }
  expect((await openOf('now')) - (await openOf('then'))).toBe(100_00)
})

test('the course, the categories and the accuracy of a past day know what was known then: a win, an amount and a quota that came late', async () => {
  const { admin, at, people, stages } = team
  const find = async (search: string) =>
    (await admin.call(crmContract.listDeals, { query: { search } as never })).body.deals[0]!
  const change = async (search: string, { on, ...body }: { on: string; changes: object; validOn: string }) => {
    at(`${on}T09:00:00Z`)
    const { id, changedAt } = await find(search)
    expect((await admin.call(crmContract.changeDeal, { params: { id }, body: { changedAt, ...body } })).status).toBe(
      200,
    )
  }
  const won = { stageId: stages.won, closedOn: '2026-02-12' }
  await change('Pumps 30000', { on: '2026-02-22', changes: won, validOn: '2026-02-12' })
  const quotas = await admin.call(goalsContract.listQuotas, { query: {} as never })
  const { id: replaces, ...quota } = quotas.body.quotas.find(({ subjectName }) => subjectName === 'Bo Rep')!
  const { subjectKind, subjectId, startsOn, endsOn, currency } = quota
  const raised = { subjectKind, subjectId, startsOn, endsOn, currency, amountMinor: 1_500_00, replaces }
  expect((await admin.call(goalsContract.setQuota, { body: raised })).status).toBe(200)
  const asOf = '2026-02-21'
  const course = async (known?: 'now' | 'then') => {
    const query = { ...period, asOf, personId: people.bo, ...(known && { known }) }
    const { days, quotaMinor } = (await admin.call(revenueContract.course, { query })).body
    return [days.at(-1)!.day, days.at(-1)!.closedMinor, quotaMinor]
  }
  expect(await course('now')).toEqual([asOf, 300_00, 1_500_00])
  expect(await course('then')).toEqual([asOf, 0, 1_000_00])
  const covered = async (known: 'now' | 'then') => {
    const query = { ...period, asOf, known, person: people.bo }
    return (await admin.call(pipelineContract.coverage, { query })).body.quotaMinor
  }
  expect([await covered('now'), await covered('then')]).toEqual([1_500_00, 1_000_00])
  const lastDay = async (query: object) =>
    (await admin.call(revenueContract.course, { query: { ...period, ...query } })).body.days.at(-1)
  expect(await lastDay({ asOf: '2026-02-22' }), 'up to today, both ways give the same').toEqual(await lastDay({}))
  const closedOf = async (known: 'now' | 'then') => {
    const { whole } = (await admin.call(revenueContract.categories, { query: { ...period, asOf, known } })).body
    const { total } = await rollUp(admin, { asOf, known })
    expect(whole.closed.amountMinor).toBe(total.closedMinor)
    expect(whole.commit.amountMinor + whole['best case'].amountMinor + whole.pipeline.amountMinor).toBe(total.openMinor)
    return whole.closed
  }
  expect(await closedOf('now')).toEqual({ deals: 1, amountMinor: 300_00 })
  expect(await closedOf('then')).toEqual({ deals: 0, amountMinor: 0 })
  await change('Pumps 30000', { on: '2026-04-10', changes: { amountMinor: 310_00 }, validOn: '2026-03-01' })
  const actual = async (query: object) => {
    const { lines } = (await admin.call(revenueContract.accuracy, { query: { day: 30, ...query } as never })).body
    return lines.find(({ personId }) => personId === people.bo)!.points[0]!.actualMinor
  }
  expect(await actual({})).toBe(310_00)
  expect(await actual({ judged: 'at the end' }), 'as known at the end of March').toBe(300_00)
  expect(await actual({ asOf: '2026-04-05', known: 'then' })).toBe(300_00)
})
