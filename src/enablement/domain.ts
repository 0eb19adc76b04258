import { domain } from '#platform/domain.ts'
import { completionFile } from './courses/completion-file.ts'
import { completionRows } from './courses/completion-file.tx.ts'
import { enablementDemo } from './demo.ts'
import { enablementViews } from './digest-views.ts'
import { enablementNouns } from './nouns.ts'
import { enablementReferences } from './references.ts'
import { resourceFile } from './resources/resource-file.ts'
import { enablementRoutes } from './routes.ts'

const permissions = {
  'enablement:read': 'see what helps to sell, and courses of the people one sees',
  'enablement:edit': 'add resources, courses and onboarding plans',
} as const
const events = [
  'enablement.resource.changed',
  'enablement.resource.opened',
  'enablement.resources.imported',
  'enablement.course.completed',
  'enablement.completions.imported',
  'enablement.onboarding.changed',
  'enablement.ownership.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** What makes sellers better at selling: resources, courses, onboarding, and whether they work. */
export const declaration = domain('enablement', {
  uses: ['company', 'crm', 'goals', 'pipeline'],
  permissions,
  events,
  refersTo: enablementReferences,
  files: [resourceFile, { ...completionFile, loads: completionRows }],
  nouns: enablementNouns,
  demo: enablementDemo,
  digestViews: enablementViews,
  routes: enablementRoutes,
})
