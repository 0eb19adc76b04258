import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsContract } from '#actions/contract.ts'
import { itemsContract } from '#company/items/contract.ts'
import { systemActor } from '#platform/transaction.ts'
import { sopContract } from '#sop/contract.ts'
import { remindOwners } from '#sop/cycle/remind.tx.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A small company runs its first S&OP cycle: nobody gets past a gate that fails, and every act is kept. */
let team: SmallTeam
let admin: Caller
let mona: Caller
let nils: Caller
let cycle: string
beforeAll(async () => {
  team = await openSmallTeam()
  admin = team.admin
  mona = await team.app.as('sales-ops-manager', team.people.mona)
  nils = await team.app.as('demand-planner', team.people.nils)
})
afterAll(() => team.app.close())

const read = async () => (await admin.call(sopContract.cycle, { params: { id: cycle } })).body
const step = async (number: number) => (await read()).steps[number - 1]!
const remindersOf = async (who: Caller) => {
  const { actions } = (await who.call(actionsContract.actions, { query: { owner: 'me' } })).body
  return actions.map(({ title, dueOn, state }) => [title, dueOn, state])
}

test('a cycle is opened once per month, with due days in working days around the holidays', async () => {
  await admin.call(sopContract.setHolidays, { body: { holidays: [{ day: '2026-01-06', name: 'Epiphany' }] } })
  const owners = [[{ personId: team.people.mona, substituteId: team.people.nils }], [], [], [], [], []]
  const [first, second] = await Promise.all([
    admin.call(sopContract.openCycle, { body: { month: '2026-01-01', owners } }),
    mona.call(sopContract.openCycle, { body: { month: '2026-01-01', owners } }),
  ])
  expect([first.status, second.status].sort()).toEqual([200, 409])
  cycle = (first.status === 200 ? first : second).body.id
  const { steps } = await read()
  expect(steps.map(({ dueOn }) => dueOn)).toEqual([
    '2026-01-05',
    '2026-01-13',
    '2026-01-19',
    '2026-01-22',
    '2026-01-27',
    '2026-01-29',
  ])
  expect(steps.map(({ state }) => state)).toEqual(['open', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting'])
})

test('a holiday moved in mid-cycle moves what is still due', async () => {
  const { body } = await admin.call(sopContract.setHolidays, { body: { holidays: [{ day: '2026-01-14', name: '' }] } })
  expect(body.cycles).toBe(1)
  const { steps } = await read()
  expect(steps.map(({ dueOn }) => dueOn).slice(0, 3)).toEqual(['2026-01-05', '2026-01-12', '2026-01-19'])
})

test('three days before a step is due its owner has an action, once; closing the step has done it, opening it again gives it anew', async () => {
  const work = { workspace: team.app.workspace, actor: systemActor }
  await remindOwners(work)
  await remindOwners(work)
  expect(await remindersOf(mona)).toEqual([
    ['Close step 1, Data and statistical forecast, of S&OP January 2026', '2026-01-05', 'open'],
  ])
  expect((await mona.call(actionsContract.inbox, {})).body.unread).toBe(1)
})

test('a step cannot be closed while a check fails, nor out of its turn, and says what to do', async () => {
  const shut = await mona.call(sopContract.closeStep, { params: { id: cycle, step: 1 } })
  expect(shut).toMatchObject({ status: 409, body: { code: 'gate' } })
  expect(shut.body.message).toContain('the data of this cycle are not captured')
  const early = await mona.call(sopContract.closeStep, { params: { id: cycle, step: 3 } })
  expect(early).toMatchObject({ status: 409, body: { code: 'waiting' } })
  expect((await nils.call(sopContract.closeStep, { params: { id: cycle, step: 1 } })).status).toBe(403)
})

test('two who sign at once come one after the other: the owner is signed for once', async () => {
  await admin.call(itemsContract.addFamily, { body: { name: 'Pumps' } })
  await mona.call(sopContract.capture, { params: { id: cycle } })
  const sign = (by: Caller) => by.call(sopContract.sign, { params: { id: cycle, step: 1 }, body: {} })
  const both = await Promise.all([sign(mona), sign(nils)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await sign(admin)).toMatchObject({ status: 409, body: { code: 'not-yours' } })
  expect((await step(1)).signatures).toHaveLength(1)
})

test('a step that is opened again makes later ones wait, and its signatures lapse', async () => {
  expect((await mona.call(sopContract.closeStep, { params: { id: cycle, step: 1 } })).status).toBe(200)
  expect((await step(2)).state).toBe('open')
  const work = { workspace: team.app.workspace, actor: systemActor }
  await remindOwners(work)
  expect((await remindersOf(mona)).map(([, , state]) => state)).toEqual(['done'])
  const again = { params: { id: cycle, step: 1 }, body: { why: 'Orders of December came in late' } }
  expect((await mona.call(sopContract.reopenStep, again)).status).toBe(200)
  expect((await step(1)).signatures[0]!.lapsedAt).not.toBeNull()
  expect((await step(2)).state).toBe('waiting')
  await remindOwners(work)
  expect((await remindersOf(mona)).map(([, , state]) => state).sort()).toEqual(['done', 'open'])
  expect((await step(1)).reopenings).toMatchObject([{ by: 'Mona Manager', why: 'Orders of December came in late' }])
})

test('every act is kept in order with its hash, and stands in the audit', async () => {
  const { body } = await admin.call(sopContract.cycleActs, { params: { id: cycle } })
  expect(body.acts.map(({ kind }) => kind)).toEqual(['opened', 'calendar', 'captured', 'signed', 'closed', 'reopened'])
  expect(new Set(body.acts.map(({ hash }) => hash)).size).toBe(6)
  const newest = await admin.call(sopContract.cycleActs, {
    params: { id: cycle },
    query: { order: 'newest', limit: 2 },
  })
  expect([newest.body.total, ...newest.body.acts.map(({ kind }) => kind)]).toEqual([6, 'reopened', 'closed'])
})
