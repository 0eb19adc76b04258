import { companyToday } from '#company/profile.sql.ts'
import { domain } from '#platform/domain.ts'
import { ownCounts } from './actions.sql.ts'
import { datedActions } from './dated.sql.ts'
import { actionsDemo } from './demo.ts'
import { actionViews } from './digest-views.ts'
import { actionsJobs } from './jobs.ts'
import { needsOfActions } from './needs.ts'
import { partyOfReader } from './parties.sql.ts'
import { actionsAbout, actionsReferences } from './references.ts'
import { actionsRoutes } from './routes.ts'
import { actionSearch, commentSearch } from './search.sql.ts'

const permissions = {
  'actions:read': 'see comments and actions on what one sees',
  'actions:write': 'comment, and add and finish actions',
} as const

const events = [
  'actions.comment.added',
  'actions.comment.changed',
  'actions.action.added',
  'actions.action.changed',
  'actions.notice.sent',
  'actions.notice.read',
  'actions.notifications.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** What people say to each other about anything here, and what they have taken on to do. */
export const declaration = domain('actions', {
  uses: ['company'],
  permissions,
  events,
  refersTo: actionsReferences,
  refersToAny: actionsAbout,
  search: [actionSearch, commentSearch],
  attentionFor: 'actions:read',
  attention: async ({ db, scope, now }) =>
    needsOfActions(await ownCounts(db, { me: partyOfReader(scope), today: await companyToday(db, now) })),
  datedFor: 'actions:read',
  dated: datedActions,
  demo: actionsDemo,
  digestViews: actionViews,
  routes: actionsRoutes,
  jobs: actionsJobs,
})
