import { domain } from '#platform/domain.ts'
import { checkSubject } from './checks/subject.ts'
import { practicesDemo } from './demo.ts'
import { practicesViews } from './digest-views.ts'
import { practicesRoutes } from './routes.ts'

const permissions = {
  'practices:read': 'see how good practice is kept, in all teams',
  'practices:edit': 'set bounds, roles and what does not apply',
} as const
const events = ['practices.check.changed', 'practices.improvement.changed'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** How well the company sells, measured from its own data. */
export const declaration = domain('practices', {
  uses: ['*'],
  permissions,
  events,
  refersTo: [
    {
      to: 'person',
      table: 'practices.improvement',
      column: 'owner_id',
      says: 'improvements of practice',
      live: 'r.done_at is null and r.dropped_at is null',
    },
  ],
  subjects: [checkSubject],
  demo: practicesDemo,
  digestViews: practicesViews,
  routes: practicesRoutes,
})
