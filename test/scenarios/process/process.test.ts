import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processContract } from '#process/contract.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { measureSlowness } from '../../harness/slowness.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo }, clock: () => new Date('2026-11-20T12:00:00Z') })
})
afterAll(() => app.close())

const csv = `Case ID;Activity;Complete Timestamp;Amount
1;register;2026-03-01 09:00:00;100
1;decide;2026-03-04 09:00:00;100
2;register;2026/03/02 10:00:00.000;50
2;check;2026-03-03T10:00:00Z;50
2;check;2026-03-03T10:00:00Z;50
2;decide;2026-03-09T10:00:00+00:00;50
3;decide;2026-03-09 09:00:00;10
3;register;2026-03-02 09:00:00;10
;decide;2026-03-09 09:00:00;10
4;register;soon;10
`

test('any event log comes as CSV; bad rows are counted, good ones are mined, and equal times are named', async () => {
  const admin = await app.as('owner')
  const response = await admin.fetch('/api/process/logs/file?name=claims', { method: 'POST', body: csv })
  const log = await response.json()
  expect(log).toMatchObject({ cases: 3, events: 8, activities: ['register', 'decide', 'check'] })
  expect(
    Object.fromEntries(log.problems.map((each: { kind: string; rows: number }) => [each.kind, each.rows])),
  ).toEqual({
    'equal times in one case': 1,
    'out of order in the file': 1,
    'no case': 1,
    'no readable time': 1,
  })
  const params = { log: log.id as string }
  const { body: graph } = await admin.call(processContract.graph, { params })
  expect(graph.flows.find(({ from, to }) => from === 'register' && to === 'decide')).toMatchObject({
    frequency: 2,
    waiting: { mean: 5 * 86_400 },
  })
  expect(graph.startActivities).toEqual([{ activity: 'register', cases: 3 }])
  expect(graph.activities.find(({ activity }) => activity === 'check')).toMatchObject({ selfLoops: 1, reworkCases: 1 })
  const { body: variants } = await admin.call(processContract.variants, { params })
  expect(variants).toMatchObject({
    total: 2,
    variants: [{ activities: ['register', 'decide'], cases: 2 }, { cases: 1 }],
  })
  const { body: waits } = await admin.call(processContract.bottlenecks, { params })
  expect(waits).toMatchObject({
    by: 'money days',
    bottlenecks: [
      { from: 'register', to: 'decide', moneyDays: 370 },
      { from: 'check', to: 'decide', moneyDays: 300 },
      {},
      {},
    ].slice(0, waits.bottlenecks.length),
  })
  const { body: held } = await admin.call(processContract.conformance, {
    params,
    query: { sequence: 'register,check', ends: 'decide' } as never,
  })
  expect(held).toMatchObject({ fitting: 2, deviations: [{ kind: 'repeated', activity: 'check', amount: 50 }] })
})

test('a file whose columns cannot be told is refused with their names and the way out', async () => {
  const admin = await app.as('owner')
  const response = await admin.fetch('/api/process/logs/file?name=odd', { method: 'POST', body: 'a,b\n1,2\n' })
  expect(response.status).toBe(422)
  expect((await response.json()).message).toContain('No column for case and activity and timestamp among: a, b')
})

test('the histories of deals are mined as far as the reader sees, and the planted detour back to Proposal is found', async () => {
  const admin = await app.as('owner')
  const params = { log: 'deals' } as const
  const { body: graph } = await admin.call(processContract.graph, { params })
  expect(graph.cases).toBe(600)
  expect(graph.startActivities[0]?.activity).toBe('Qualification')
  const { body: waits } = await admin.call(processContract.bottlenecks, { params })
  const unpriced = await sql<{
    count: number
  }>`select count(*)::int as count from crm.deal where amount_minor is null and ended_at is null`.execute(
    app.workspace.db,
  )
  expect(waits).toMatchObject({ by: 'money days', withoutWorth: unpriced.rows[0]!.count })
  // The planted slow stage: of the steps forward, the one out of Proposal takes longest.
  const order = ['Qualification', 'Discovery', 'Proposal', 'Negotiation', 'Contract', 'Won']
  const forward = graph.flows.filter(({ from, to }) => order.indexOf(to) === order.indexOf(from) + 1)
  expect(forward.sort((a, b) => b.waiting.mean - a.waiting.mean)[0]!.from).toBe('Proposal')
  const { body: held } = await admin.call(processContract.conformance, { params })
  expect(held.sequence).toEqual(['Qualification', 'Discovery', 'Proposal', 'Negotiation', 'Contract'])
  expect(held.deviations.find(({ kind }) => kind === 'went back')?.activity).toBe('Proposal')
  const rep = await app.as('rep')
  const { body: nothing } = await rep.call(processContract.graph, { params })
  expect(nothing).toMatchObject({ cases: 0, events: 0, duration: null })
})

test('100,000 events are mined within a second', async () => {
  const admin = await app.as('owner')
  const rows = Array.from(
    { length: 100_000 },
    (_, nth) => `${Math.floor(nth / 10)},activity ${(nth * 7) % 12},${new Date(1.7e12 + nth * 60_000).toISOString()}`,
  )
  const response = await admin.fetch('/api/process/logs/file?name=large', {
    method: 'POST',
    body: `case,activity,timestamp\n${rows.join('\n')}`,
  })
  const params = { log: (await response.json()).id as string }
  const started = performance.now()
  const { body } = await admin.call(processContract.graph, { params })
  expect(body.events).toBe(100_000)
  expect(performance.now() - started).toBeLessThan(4_000 * measureSlowness()) // a second on a machine of its own: bench/process
})
