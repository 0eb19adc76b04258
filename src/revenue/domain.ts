import { domain } from '#platform/domain.ts'
import { revenueDemo } from './demo.ts'
import { revenueViews } from './digest-views.ts'
import { revenueJobs } from './jobs.ts'
import { revenueReferences } from './references.ts'
import { datedReviews } from './review/mail/dated.sql.ts'
import { revenueRoutes } from './routes.ts'

const permissions = {
  'revenue:read': 'see calls and the sales forecast',
  'revenue:call': 'make calls',
  'revenue:lock': 'lock the calls of a period',
} as const

const events = [
  'revenue.call.made',
  'revenue.call.withdrawn',
  'revenue.call.late',
  'revenue.period.locked',
  'revenue.period.opened',
  'revenue.delegate.changed',
  'revenue.outlook.learned',
  'revenue.outlook.recorded',
  'revenue.review-mail.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
  interface SeenNouns extends Record<'calls', true> {}
}

/** What will be closed, and who says so: calls, roll-up, accuracy of calls. */
export const declaration = domain('revenue', {
  uses: ['company', 'actions', 'crm', 'goals', 'pipeline'],
  permissions,
  events,
  sees: ['calls'],
  refersTo: revenueReferences,
  datedFor: 'revenue:read',
  dated: datedReviews,
  demo: revenueDemo,
  reactions: {
    'workspace.restored': ['revenue.refresh-outlook'],
    'crm.deals.imported': ['revenue.refresh-outlook'],
  },
  digestViews: revenueViews,
  routes: revenueRoutes,
  jobs: revenueJobs,
})
