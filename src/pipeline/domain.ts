import { domain } from '#platform/domain.ts'
import { pipelineViews } from './digest-views.ts'
import { pipelineJobs } from './jobs.ts'
import { pipelineRoutes } from './routes.ts'

const permissions = { 'pipeline:read': 'see how the pipeline stands, stood and moves' } as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
}

/** How the pipeline stands on any day, what moved it, and how deals go through it. */
export const declaration = domain('pipeline', {
  uses: ['company', 'crm', 'goals'],
  permissions,
  reactions: {
    'workspace.restored': ['pipeline.keep-history'],
    'crm.deals.imported': ['pipeline.keep-history'],
  },
  digestViews: pipelineViews,
  routes: pipelineRoutes,
  jobs: pipelineJobs,
})
