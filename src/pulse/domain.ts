import { domain } from '#platform/domain.ts'
import { pulseDemo } from './demo.ts'
import { pulseJobs } from './jobs.ts'
import { pulseRoutes } from './routes.ts'

const permissions = {
  'pulse:read': 'answer surveys and see their results',
  'pulse:act': 'read comments, reply to them, and plan actions',
  'pulse:run': 'run surveys',
} as const

const events = ['pulse.survey.changed', 'pulse.round.launched', 'pulse.round.closed', 'pulse.action.changed'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** How the team is doing, in a minute and anonymously, and what is done about it. */
export const declaration = domain('pulse', {
  uses: ['company'],
  permissions,
  events,
  refersTo: [
    { to: 'person', table: 'pulse.eligible', column: 'person_id', says: 'surveys', live: 'false' },
    { to: 'person', table: 'pulse.preference', column: 'person_id', says: 'survey wishes', live: 'false' },
    { to: 'person', table: 'pulse.action', column: 'owner_id', says: 'actions', live: 'r.done_at is null' },
  ],
  demo: pulseDemo,
  routes: pulseRoutes,
  jobs: pulseJobs,
})
