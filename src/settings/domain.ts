import { domain } from '#platform/domain.ts'
import { settingsJobs } from './jobs.ts'
import { settingsRoutes } from './routes.ts'

const permissions = {
  'tokens:own': 'make API tokens',
  'users:manage': 'manage users',
  'settings:edit': 'change settings',
  'audit:read': 'read the audit',
  'backup:run': 'make backups',
} as const
const events = ['settings.providers.changed'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** How this workspace is run: users, roles, tokens, audit, backup. */
export const declaration = domain('settings', {
  uses: ['company'],
  permissions,
  events,
  routes: settingsRoutes,
  jobs: settingsJobs,
})
