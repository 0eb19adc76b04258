import { companyToday, readCompany } from '#company/profile.sql.ts'
import { domain } from '#platform/domain.ts'
import { integrationsDemo } from './demo.ts'
import { integrationsViews } from './digest-views.ts'
import { forgetInDigests } from './digests/forget.tx.ts'
import { integrationsJobs } from './jobs.ts'
import { integrationsRoutes } from './routes.ts'
import { datedRenewals, needsOfRenewals, renewalsOf } from './tools/renewals.ts'
import { toolSubject } from './tools/subject.sql.ts'
import { flowFile, signInFile, toolFile } from './tools/tool-file.ts'
import { flowRows, signInRows, toolRows } from './tools/tool-file.tx.ts'
import { tools } from './tools/tools.sql.ts'

const permissions = {
  'integrations:own': 'have webhooks of your own, which carry what you may see',
  'integrations:ask': 'let an assistant ask, with a token, what you may see',
  'integrations:assist': 'let an assistant comment and add actions in your name',
  'integrations:read': 'see the tools of the sales organisation',
  'integrations:run': 'run all webhooks, tools and connections',
} as const
const events = [
  'integrations.webhook.changed',
  'integrations.connection.changed',
  'integrations.tools.changed',
  'integrations.digest.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** What Drumbeat is connected to: webhooks out, the tools beside it. */
export const declaration = domain('integrations', {
  uses: ['*'],
  permissions,
  events,
  refersTo: [
    { to: 'person', table: 'integrations.tool', column: 'owner_id', says: 'tools', live: 'r.ended_at is null' },
    {
      to: 'deal',
      table: 'integrations.connection_write',
      column: 'deal_id',
      says: 'changes told to the CRM',
      live: 'false',
    },
    { to: 'person', table: 'integrations.sign_in', column: 'person_id', says: 'sign-ins', live: 'false' },
  ],
  files: [
    { ...toolFile, loads: toolRows },
    { ...signInFile, loads: signInRows },
    { ...flowFile, loads: flowRows },
  ],
  subjects: [toolSubject],
  attentionFor: 'integrations:read',
  attention: async ({ db, permissions, now, written }) => {
    const [today, { currency }] = [await companyToday(db, now), await readCompany(db)]
    const mayEdit = permissions.has('integrations:run')
    return needsOfRenewals(renewalsOf(await tools(db, today), today), { currency, mayEdit, written })
  },
  datedFor: 'integrations:read',
  dated: async ({ db, now }) => {
    const today = await companyToday(db, now)
    return datedRenewals(renewalsOf(await tools(db, today), today))
  },
  forgets: forgetInDigests,
  demo: integrationsDemo,
  digestViews: integrationsViews,
  routes: integrationsRoutes,
  jobs: integrationsJobs,
})
