import { domain } from '#platform/domain.ts'
import { processDemo } from './demo.ts'
import { processViews } from './digest-views.ts'
import { processJobs } from './jobs.ts'
import { processRoutes } from './routes.ts'
import { checkDeal, checkLoad } from './rules/guard.tx.ts'
import { lostReasonAddition } from './rules/lost-reason-file.tx.ts'

const permissions = {
  'process:read': 'see how deals go through their stages, and the rules of the process',
  'process:edit': 'set the rules of the process, add and delete event logs',
} as const
const events = [
  'process.log.changed',
  'process.rule.changed',
  'process.rule.fired',
  'process.approval.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** How work goes: process mining of deals and of any event log, and the rules that hold for deals. */
export const declaration = domain('process', {
  uses: ['company', 'actions', 'crm', 'goals', 'pipeline', 'revenue'],
  permissions,
  events,
  reactions: {
    'crm.deal.changed': ['process.follow-deal'],
    'crm.lead.changed': ['process.follow-lead'],
    'crm.leads.imported': ['process.assign-imported-leads'],
    'crm.deals.imported': ['process.assign-imported-deals'],
  },
  refersTo: [
    {
      to: 'person',
      table: 'process.firing',
      column: 'person_id',
      says: 'what rules did',
      live: 'false',
      derived: true,
    },
    {
      to: 'person',
      table: 'process.approval_answer',
      column: 'person_id',
      says: 'answers to discounts',
      live: 'false',
    },
    { to: 'deal', table: 'process.approval', column: 'deal_id', says: 'discounts asked for', live: 'false' },
    { to: 'deal', table: 'process.firing', column: 'deal_id', says: 'what rules did', live: 'false' },
    { to: 'lead', table: 'process.firing', column: 'lead_id', says: 'what rules did', live: 'false' },
    { to: 'deal', table: 'process.loss', column: 'deal_id', says: 'reasons of losses', live: 'false' },
  ],
  takesFrom: [lostReasonAddition],
  guards: { 'crm.deal.change': checkDeal, 'crm.deals.load': checkLoad },
  demo: processDemo,
  jobs: processJobs,
  digestViews: processViews,
  routes: processRoutes,
})
