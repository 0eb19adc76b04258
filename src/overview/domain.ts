import { domain } from '#platform/domain.ts'
import { overviewViews } from './digest-views.ts'
import { overviewRoutes } from './routes.ts'

const permissions = { 'overview:read': 'see the overview' } as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
}

/** The first screen: looks everywhere, owns nothing. */
export const declaration = domain('overview', {
  uses: ['*'],
  permissions,
  digestViews: overviewViews,
  routes: overviewRoutes,
})
