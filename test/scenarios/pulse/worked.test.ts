import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { oneOnOnesContract } from '#one-on-ones/contract.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { practicesContract } from '#practices/contract.ts'
import { workedContract } from '#pulse/worked/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

/** The calculations at their edges, asked from outside; numbers by hand or from the named source. */
let app: TestApp
let manager: Caller
beforeAll(async () => {
  app = await openTestApp()
  manager = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

async function ask<E extends Endpoint>(endpoint: E, body: z.input<E['body']>) {
  return manager.call(endpoint, { body })
}

test('a score of nobody is none, not zero; halves go away from zero; whoever answered beyond those asked is refused', async () => {
  for (const eligible of [0, 9, null])
    expect((await ask(workedContract.enps, { answers: [null, null], eligible })).body).toMatchObject({
      n: 0,
      skipped: 2,
      score: null,
      interval: null,
      reason: 'Nobody gave a number, so there is no score.',
    })
  const counts = { promoters: 0, passives: 7, detractors: 1 } // -12.5
  const { body } = await ask(workedContract.enps, { counts, eligible: 8 })
  expect(body).toMatchObject({ score: -13, exact: -12.5, interval: { margin: 0 } })
  const zero = (await ask(workedContract.enps, { counts: { promoters: 1, passives: 999, detractors: 1 } })).body
  expect(Object.is(zero.score, 0)).toBe(true)
  expect((await ask(workedContract.enps, { counts, eligible: 7 })).body.message).toContain(
    '8 answers are more than the 7',
  )
  for (const answer of [0, 11, 6.5])
    expect((await ask(workedContract.enps, { answers: [9, answer] })).body).toMatchObject({ code: 'out-of-scale' })
  expect((await ask(workedContract.enps, { answers: [0, 10], scale: '0-10' })).body.score).toBe(0)
  expect((await ask(workedContract.enps, { answers: [9], counts })).body.code).toBe('said-twice')
})

test('the interval reaches from 16 to 43 for 24 of 30, and stops at -100 and 100', async () => {
  const { body } = await ask(workedContract.enps, {
    counts: { promoters: 13, passives: 6, detractors: 5 },
    eligible: 30,
  })
  expect([body.score, Math.round(body.interval!.low), Math.round(body.interval!.high)]).toEqual([33, 16, 43])
  const alone = await ask(workedContract.enps, { counts: { promoters: 2, passives: 0, detractors: 0 } })
  expect(alone.body.interval!.high).toBe(100)
})

test('a change has its test; scales never meet, and where all answer alike the test says that it has no variance', async () => {
  // By hand: p = .6, d = .2 of 50 has variance (.8 - .16)/50 = .0128; p = .4, d = .4: .8/50 = .016; z = -.4/sqrt(.0288).
  const before = { counts: { promoters: 30, passives: 10, detractors: 10 } }
  const after = { counts: { promoters: 20, passives: 10, detractors: 20 } }
  const { body } = await ask(workedContract.change, { before, after })
  expect(body).toMatchObject({ difference: -40, verdict: 'moved' })
  expect(body.z).toBeCloseTo(-0.4 / Math.sqrt(0.0288), 12)
  expect((await ask(workedContract.change, { before, after: { ...after, scale: '0-10' } })).body).toMatchObject({
    difference: null,
    verdict: 'not comparable',
  })
  const alike = (promoters: number, detractors: number) => ({ counts: { promoters, passives: 0, detractors } })
  expect((await ask(workedContract.change, { before: alike(5, 0), after: alike(9, 0) })).body).toMatchObject({
    difference: 0,
    z: 0,
    verdict: 'within noise',
  })
  expect((await ask(workedContract.change, { before: alike(5, 0), after: alike(0, 5) })).body).toMatchObject({
    z: null,
  })
})

test('participation counts who gave a number, of those who could be asked', async () => {
  const submissions = [[9, null], [null, null], [null, 3], []]
  expect(
    (await ask(workedContract.participation, { eligible: 6, undeliverable: 1, onLeave: 2, submissions })).body,
  ).toMatchObject({
    answered: 2,
    asked: 3,
    percent: 66.7,
  })
  expect(
    (await ask(workedContract.participation, { eligible: 3, undeliverable: 2, onLeave: 1, answered: 0 })).body,
  ).toMatchObject({
    rate: null,
    asked: 0,
    reason: 'Nobody could be asked, so there is no participation.',
  })
  expect((await ask(workedContract.participation, { eligible: 16, answered: 1 })).body.percent).toBe(6.3) // 6.25
})

test('suppression, unanimity and combinations hold at k - 1, k and 2k', async () => {
  const shown = async (...sizes: number[]) =>
    (
      await ask(workedContract.suppression, { groups: sizes.map((n, at) => ({ id: 'abcdef'[at]!, n })) })
    ).body.shown.join('')
  expect([
    await shown(4, 5, 9),
    await shown(5, 5),
    await shown(4, 0),
    await shown(2, 3, 9),
    await shown(0, 4, 5),
  ]).toEqual(['c', 'ab', '', 'c', 'a'])
  expect(
    (
      await ask(workedContract.suppression, {
        groups: [
          { id: 'a', n: 5 },
          { id: 'a', n: 6 },
        ],
      })
    ).status,
  ).toBe(400)
  const shows = async (...counts: number[]) => (await ask(workedContract.detail, { counts })).body.shows
  expect([await shows(4), await shows(5), await shows(9), await shows(10), await shows(1, 4), await shows()]).toEqual([
    'nothing',
    'band',
    'band',
    'distribution',
    'distribution',
    'nothing',
  ])
  const people = Array.from({ length: 15 }, (_, at) => `p${at}`)
  const sets = (from: number) => [{ name: 'rest', members: people.slice(from) }]
  expect((await ask(workedContract.linear, { sets: sets(4), everybody: people })).body).toMatchObject({
    conflict: true,
    complete: true,
    conflicts: [
      {
        members: ['p0', 'p1', 'p2', 'p3'],
        formula: [
          { name: 'the company total', times: '1' },
          { name: 'rest', times: '-1' },
        ],
      },
    ],
  })
  expect((await ask(workedContract.linear, { sets: sets(5), everybody: people })).body.conflict).toBe(false)
})

test('a question rests 91 days to the day, and a survey of the 31st finds its way through February', async () => {
  const due = async (day: string) =>
    (await ask(workedContract.choice, { day, count: 1, questions: [{ id: 'a', lastAskedOn: '2026-01-01' }] })).body
  expect([(await due('2026-04-01')).chosen, (await due('2026-04-02')).chosen]).toEqual([[], ['a']])
  expect((await due('2026-04-01')).resting).toEqual([{ id: 'a', returnsOn: '2026-04-02' }])
  const { body } = await ask(workedContract.recurrence, { first: '2027-12-31', every: 'month', count: 4 })
  expect(body.days).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
})

test('one-on-ones count by days of the member, over a change of clocks, without those on leave or new in the team', async () => {
  const held = (at: string) => ({ meetings: [{ at, state: 'held' as const }] })
  const { body } = await ask(oneOnOnesContract.worked, {
    now: '2026-04-05T21:30:00Z', // 23:30 in Berlin, summer time since 29 March
    windowDays: 30,
    members: [
      { id: 'edge', timeZone: 'Europe/Berlin', ...held('2026-03-05T23:00:00Z') }, // 6 March, 0:00: 30 days ago
      { id: 'over', timeZone: 'Europe/Berlin', ...held('2026-03-05T22:59:00Z') }, // 5 March, 23:59: 31 days ago
      { id: 'leave', onLeave: true, ...held('2026-04-01') },
      { id: 'new', joinedOn: '2026-03-06', ...held('2026-02-01') }, // the one before was in an earlier team
      { id: 'not so new', joinedOn: '2026-03-05' },
      { id: 'planned', meetings: [{ at: '2026-04-04', state: 'planned' }] },
    ],
  })
  expect(body.lines.map(({ counts }) => counts)).toEqual([
    'covered',
    'not covered',
    'on leave',
    'new, none yet',
    'not covered',
    'not covered',
  ])
  expect(body).toMatchObject({ covered: 1, eligible: 4, share: 0.25 })
  const nobody = await ask(oneOnOnesContract.worked, { now: '2026-04-05T00:00:00Z', windowDays: 30, members: [] })
  expect(nobody.body).toMatchObject({ share: null, eligible: 0 })
})

test('a health score stands on its steps: 35 is level 2 and 60 % evidence is enough, also in binary fractions', async () => {
  const one = (value: number | null, name = 'a') => ({ name, value, green: 0.9, red: 0.8 })
  const rated = async (...checks: ReturnType<typeof one>[]) =>
    (await ask(practicesContract.workedHealthScore, { checks })).body
  expect(await rated(one(0.835))).toMatchObject({ composite: 35, level: 2 })
  expect(await rated(one(0.885))).toMatchObject({ composite: 85, level: 4 })
  expect(await rated(one(0.9), one(0.9), one(0.9), one(null), one(null))).toMatchObject({ evidence: 0.6, level: 5 })
  expect(await rated(one(0.9), one(null))).toMatchObject({ evidence: 0.5, level: null, composite: 100 })
  expect(await rated(one(null))).toMatchObject({ evidence: 0, level: null, composite: null })
})

test('a key that is not RSA is none to verify a token with', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const asked = await ask(workedContract.token, { publicKey: pem, preparedMessage: '00', signature: '00' })
  expect(asked).toMatchObject({ status: 400, body: { code: 'no-key' } })
})
