import { domain } from '#platform/domain.ts'
import { datedCycles } from './cycle/dated.sql.ts'
import { cycleSubject } from './cycle/subject.sql.ts'
import { sopDemo } from './demo.ts'
import { sopViews } from './digest-views.ts'
import { sopJobs } from './jobs.ts'
import { sopRoutes } from './routes.ts'

const permissions = {
  'sop:read': 'see S&OP cycles',
  'sop:contribute': 'give figures, assumptions, risks and decision requests to a cycle',
  'sop:sign': 'sign steps and families',
  'sop:decide': 'decide requests and approve plans',
  'sop:run': 'open cycles, close steps, publish plans',
} as const
const events = ['sop.cycle.changed', 'sop.scenario.changed', 'sop.plan.published'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** The monthly round that turns a forecast into an approved plan: cycle, consensus, decisions, packs. */
export const declaration = domain('sop', {
  uses: ['company', 'actions', 'crm', 'goals', 'pipeline', 'revenue', 'demand', 'supply'],
  permissions,
  events,
  reactions: { 'sop.plan.published': ['sop.deliver'], 'company.holidays.changed': ['sop.follow-holidays'] },
  refersTo: [{ to: 'family', table: 'sop.scenario_cell', column: 'family_id', says: 'scenarios' }],
  subjects: [cycleSubject],
  datedFor: 'sop:read',
  dated: datedCycles,
  demo: sopDemo,
  jobs: sopJobs,
  digestViews: sopViews,
  routes: sopRoutes,
})
