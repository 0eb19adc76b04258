import { expect, test } from 'vitest'
import type { Call } from '../schema.ts'
import { callsInForce } from './calls-in-force.ts'
import { type Member, rollUp, totalOf } from './roll-up.ts'

const member = (personId: string, managerId: string | null, more: Partial<Member> = {}): Member => ({
  ...{
    personId,
    name: personId,
    managerId,
    quotaMinor: null,
    closedMinor: 0,
    openMinor: 0,
    openDeals: 0,
    sharedDeals: 0,
  },
  expected: true,
  ...more,
})

let calls = 0
const call = (personId: string, commitMinor: number, more: Partial<Call> = {}): Call => ({
  ...{ id: String(++calls).padStart(4, '0'), personId, personName: personId, covers: 'own', voice: 'self' },
  ...{ startsOn: '2026-10-01', endsOn: '2027-01-01', commitMinor, bestMinor: null, currency: 'USD', note: '' },
  ...{ saidBy: null, saidById: null, saidAt: '2026-10-05T09:00:00Z', withdrawnAt: null },
  ...more,
})

const team = [
  member('head', null, { expected: false }),
  member('mona', 'head', { expected: false }),
  member('ada', 'mona', { closedMinor: 40 }),
  member('bo', 'mona'),
  member('nils', 'head'),
]
const at = '2026-10-10T00:00:00Z'
const commits = (said: readonly Call[], method: 'as submitted' | 'sum of reps', when = at) =>
  Object.fromEntries(
    rollUp({ members: team, calls: callsInForce(said, when), method }).map((line) => [
      line.personId,
      [line.commitMinor, line.basis, line.missing],
    ]),
  )

test('a manager without a word of their own has the sum of the calls below, and says who is missing', () => {
  expect(commits([call('ada', 100)], 'as submitted')).toEqual({
    head: [100, 'sum', 2],
    mona: [100, 'sum', 1],
    ada: [100, 'own call', 0],
    bo: [null, 'not said', 1],
    nils: [null, 'not said', 1],
  })
})

test("a manager's team call stands for the team, an adjustment from above stands for the report, and neither deletes the reps' calls", () => {
  const said = [
    call('ada', 100),
    call('bo', 50),
    call('mona', 120, { covers: 'team' }),
    call('ada', 80, { voice: 'manager' }),
    call('nils', 30),
  ]
  const submitted = commits(said, 'as submitted')
  expect(submitted).toMatchObject({ ada: [80, 'adjustment', 0], mona: [120, 'team call', 0], head: [150, 'sum', 0] })
  const reps = commits(said, 'sum of reps')
  expect(reps).toMatchObject({ ada: [100, 'own call', 0], mona: [150, 'sum', 0], head: [180, 'sum', 0] })
})

test('any past day shows the calls that stood on it; a withdrawn call is gone from then on', () => {
  const said = [
    call('ada', 100, { saidAt: '2026-10-02T09:00:00Z' }),
    call('ada', 130, { saidAt: '2026-10-08T09:00:00Z', withdrawnAt: '2026-10-12T09:00:00Z' }),
  ]
  const onDay = (day: string) => commits(said, 'as submitted', `${day}T23:00:00Z`).ada?.[0]
  expect([onDay('2026-10-01'), onDay('2026-10-03'), onDay('2026-10-09'), onDay('2026-10-13')]).toEqual([
    null,
    100,
    130,
    100,
  ])
})

test('a call below what is closed already is remarked', () => {
  const [ada] = rollUp({ members: [team[2]!], calls: callsInForce([call('ada', 30)], at), method: 'as submitted' })
  expect(ada?.remarks).toEqual(['The call is below what is closed already.'])
})

test('a circle of reporting lines neither hangs nor counts anybody twice', () => {
  const circle = [member('a', 'b'), member('b', 'a')]
  const lines = rollUp({
    members: circle,
    calls: callsInForce([call('a', 1), call('b', 2)], at),
    method: 'sum of reps',
  })
  expect(lines.map((line) => line.personId).sort()).toEqual(['a', 'b'])
  expect(Math.max(...lines.map((line) => line.commitMinor ?? 0))).toBe(3)
})

test('the total is that of the tops', () => {
  const lines = rollUp({
    members: team,
    calls: callsInForce([call('ada', 100), call('nils', 30)], at),
    method: 'as submitted',
  })
  expect(totalOf(lines)).toMatchObject({ commitMinor: 130, closedMinor: 40, missing: 1 })
})
