import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { countsContract } from '#goals/counts/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** A team has goals in meetings and won deals. */
let team: SmallTeam
const quarter = { startsOn: '2026-01-01', endsOn: '2026-04-01' }
beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, people, stages } = team
  const won = { name: 'Won', stageId: stages.won, ownerId: people.ada, amountMinor: 100, currency: 'USD' }
  const { body } = await admin.call(crmContract.addDeal, { body: won as never })
  await admin.call(crmContract.addActivity, {
    body: {
      dealId: body.deal!.id,
      kind: 'meeting',
      subject: 'Kick-off',
      personId: people.ada,
      happenedAt: '2026-01-02T08:00:00Z',
    },
  })
})
afterAll(() => team.app.close())

const list = async (query: object = {}) => (await team.admin.call(countsContract.countQuotas, { query })).body.quotas

test('a count is set, reached, opened, changed with its history, and seen only by those who see the person', async () => {
  const { admin, people, app } = team
  const about = { subjectKind: 'person' as const, subjectId: people.ada, metric: 'meetings held' as const, ...quarter }
  const set = await admin.call(countsContract.setCountQuota, { body: { ...about, target: '2', replaces: null } })
  const { body } = await admin.call(countsContract.setCountQuota, {
    body: { ...about, target: '4', replaces: set.body.id },
  })
  const stale = await admin.call(countsContract.setCountQuota, {
    body: { ...about, target: '5', replaces: set.body.id },
  })
  expect(stale.status).toBe(409)
  expect(await list()).toMatchObject([{ target: '4', reached: '1', attainment: 0.25, state: 'running' }])
  expect((await list({ ended: 'true' })).map(({ target }) => target)).toEqual(['4', '2'])
  const rows = await admin.call(countsContract.countedRows, { params: { id: body.id } })
  expect(rows.body).toMatchObject({ total: 1, rows: [{ what: 'Kick-off', day: '2026-01-02', personName: 'Ada Rep' }] })
  const cleo = await app.as('rep', people.cleo)
  expect((await cleo.call(countsContract.countQuotas)).body.quotas).toEqual([])
  const none = await admin.call(countsContract.setCountQuota, {
    body: { ...about, endsOn: quarter.startsOn, target: '4', replaces: null },
  })
  expect(none).toMatchObject({ status: 400, body: { code: 'empty-period' } })
})

test('a target is spread over people by what they reached before, and set at once', async () => {
  const { admin, people } = team
  const body = {
    ...{
      metric: 'deals won' as const,
      target: 7,
      startsOn: '2026-02-01',
      endsOn: '2026-05-01',
      periods: 'months' as const,
    },
    people: [{ personId: people.ada }, { personId: people.bo }],
  }
  const even = await admin.call(countsContract.spreadCounts, { body })
  expect(even.body.people.map(({ amount, before }) => [amount, before])).toEqual([
    [4, '1'],
    [3, '0'],
  ])
  const past = await admin.call(countsContract.spreadCounts, { body: { ...body, by: 'history', apply: true } })
  expect(past.body).toMatchObject({ assigned: 7, applied: true, people: [{ amount: 7 }, { amount: 0 }] })
  const ada = await list({ metric: 'deals won', subjectId: people.ada })
  expect(ada.map(({ startsOn, target }) => [startsOn, target])).toEqual([
    ['2026-04-01', '2'],
    ['2026-03-01', '3'],
    ['2026-02-01', '2'],
  ])
})

test('a file that says what it counts sets such goals; an unknown metric stays out; undo takes them back', async () => {
  const before = await list()
  const file =
    'Owner,Metric,Quarter,Target\nBo Rep,Meetings,Q3 2026,12\nCleo Rep,Units,Q3 2026,"1,500.5"\nBo Rep,Happiness,Q3 2026,3\n'
  const [record] = await drop(team.app.work, { paths: await written({ 'activity goals.csv': file }) })
  expect(record).toMatchObject({ kind: 'goals in counts', status: 'loaded', rowsNew: 2, rowsQuarantined: 1 })
  expect(
    (await list({ from: '2026-07-01' })).map(({ subjectName, metric, target, endsOn }) => [
      subjectName,
      metric,
      target,
      endsOn,
    ]),
  ).toEqual([
    ['Bo Rep', 'meetings held', '12', '2026-10-01'],
    ['Cleo Rep', 'units sold', '1500.5', '2026-10-01'],
  ])
  await undoImport(team.app.work, record!.id)
  expect(await list()).toEqual(before)
})

test('a file without ends says how it reads them: until the next one begins, the last as long as the one before', async () => {
  const file = 'Metric,Start Date,Target\nMeetings,2027-01-01,20\nMeetings,2027-02-01,24\n'
  const [record] = await drop(team.app.work, { paths: await written({ 'activity goals 2027.csv': file }) })
  expect(record!.report!.findings).toEqual([
    'No column says whose goals these are: they are taken as goals of the whole company.',
    'The file names no end of a period: each goal lasts until the next one of its subject begins, the last as long as the one before it.',
  ])
  const ends = (await list({ from: '2027-01-01' })).map(({ startsOn, endsOn }) => [startsOn, endsOn])
  expect(ends.sort()).toEqual([
    ['2027-01-01', '2027-02-01'],
    ['2027-02-01', '2027-03-04'],
  ])
  await undoImport(team.app.work, record!.id)
})

test('a goal in a count is answered by its person and handed over at a day in whole pieces', async () => {
  const { admin, people, app } = team
  const about = { subjectKind: 'person' as const, subjectId: people.bo, metric: 'calls made' as const, ...quarter }
  const { body: set } = await admin.call(countsContract.setCountQuota, {
    body: { ...about, target: '10', replaces: null },
  })
  const params = { id: set.id }
  const bo = await app.as('rep', people.bo)
  const say = (answer: 'accepted' | 'disputed', note = '') => ({ params, body: { answer, note } })
  expect((await bo.call(countsContract.answerCount, say('disputed'))).body.code).toBe('no-reason')
  expect((await admin.call(countsContract.answerCount, say('accepted'))).status).toBe(403)
  await bo.call(countsContract.answerCount, say('disputed', 'My accounts moved away'))
  const { body: own } = await bo.call(countsContract.countQuotas, { query: { metric: 'calls made' } })
  expect(own.quotas).toMatchObject([{ answer: 'disputed', note: 'My accounts moved away', isMine: true }])
  const over = await admin.call(countsContract.handOverCount, {
    params,
    body: { on: '2026-02-01', toPersonId: people.cleo },
  })
  expect(over.body).toEqual({ leaving: '3', coming: '7' }) // 31 of 90 days: 3.44
  expect(
    (await list({ metric: 'calls made' })).map(({ subjectName, startsOn, endsOn, target }) => [
      subjectName,
      startsOn,
      endsOn,
      target,
    ]),
  ).toEqual([
    ['Cleo Rep', '2026-02-01', '2026-04-01', '7'],
    ['Bo Rep', '2026-01-01', '2026-02-01', '3'],
  ])
  const late = await admin.call(countsContract.handOverCount, {
    params,
    body: { on: '2026-02-01', toPersonId: people.ada },
  })
  expect(late.status).toBe(404)
})
