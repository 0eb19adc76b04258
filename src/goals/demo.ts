import type { Demo } from '#platform/demo.ts'
import { demoCounts } from './counts/demo.ts'
import { incentivesDemo } from './incentives/demo.ts'
import { demoAnswers } from './quotas/plan/demo-answers.ts'

/** The demo company's quotas, the budget of its finance and its incentive plan. */
export const goalsDemo: Demo = (world) => [
  { table: 'goals.quota', rows: world.quotas },
  { table: 'goals.quota_answer', rows: demoAnswers(world) },
  { table: 'goals.budget', rows: world.budget },
  { table: 'goals.count_quota', rows: demoCounts(world) },
  ...incentivesDemo(world),
]
