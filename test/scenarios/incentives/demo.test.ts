import { afterAll, beforeAll, expect, test } from 'vitest'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { demoSize } from '../../../examples/demo-company/generate.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp({
    isDemo: true,
    demo: { size: { ...demoSize, orderLines: 10 } },
    clock: () => new Date('2026-11-23T12:00:00Z'),
  })
})
afterAll(() => app.close())

test('the demo company’s over-generous tier is found, and its locked run is what the product calculates itself', async () => {
  const admin = await app.as('owner')
  const { body: found } = await admin.call(incentivesContract.runs)
  const locked = found.runs[0]!
  expect(locked).toMatchObject({ planName: 'Account executives', status: 'locked' })
  const { body: tiers } = await admin.call(incentivesContract.steps, { params: { id: locked.id } })
  expect(tiers.steps).toMatchObject([{ rule: 'Commission', from: '0.5', verdict: 'reached by most' }])
  const { body: again } = await admin.call(incentivesContract.run, {
    body: { planId: locked.planId, from: locked.from, to: locked.to },
  })
  const { body: fresh } = await admin.call(incentivesContract.statements, { query: { runId: again.id } })
  expect(fresh.statements.length).toBeGreaterThanOrEqual(locked.people)
  expect(fresh.statements.filter(({ deltaMinor }) => deltaMinor !== 0)).toEqual([])
})
