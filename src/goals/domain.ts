import { domain } from '#platform/domain.ts'
import { attainment } from './attainment.sql.ts'
import { budgetFile } from './budget/budget-file.ts'
import { budgetRows } from './budget/budget-file.tx.ts'
import { countFile } from './counts/count-file.ts'
import { countRows } from './counts/count-file.tx.ts'
import { goalsDemo } from './demo.ts'
import { goalsViews } from './digest-views.ts'
import { goalsJobs } from './jobs.ts'
import { needsOfGoals } from './needs.ts'
import { quotaFile } from './quotas/quota-file.ts'
import { quotaRows } from './quotas/quota-file.tx.ts'
import { goalsReferences, incentiveReferences } from './references.ts'
import { goalsRoutes } from './routes.ts'

const permissions = {
  'goals:read': 'see quotas and your own statements',
  'goals:edit': 'set quotas',
  'goals:pay': 'write incentive plans and run them',
  'goals:pay-approve': 'approve and lock incentive runs, close disputes',
} as const
const events = [
  'goals.quota.changed',
  'goals.quotas.imported',
  'goals.budget.changed',
  'goals.incentives.changed',
  'goals.territories.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
  interface SeenNouns extends Record<'quotas' | 'statements', true> {}
}

/** What should be reached, and what was: quotas and attainment. */
export const declaration = domain('goals', {
  uses: ['company', 'crm'],
  permissions,
  events,
  sees: ['quotas', 'statements'],
  refersTo: [...goalsReferences, ...incentiveReferences],
  files: [
    { ...quotaFile, loads: quotaRows },
    { ...countFile, loads: countRows },
    { ...budgetFile, loads: budgetRows },
  ],
  attentionFor: 'goals:read',
  attention: async ({ db, scope, permissions, now, written }) =>
    needsOfGoals(await attainment(db, scope, { grain: 'quarter', now }), {
      me: scope.personId,
      seesOthers: scope.sees.quotas === 'all' || scope.sees.quotas.length > 1,
      mayEdit: permissions.has('goals:edit'),
      written,
    }),
  demo: goalsDemo,
  jobs: goalsJobs,
  digestViews: goalsViews,
  routes: goalsRoutes,
})
