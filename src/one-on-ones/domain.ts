import { domain } from '#platform/domain.ts'
import { oneOnOnesDemo } from './demo.ts'
import { oneOnOnesViews } from './digest-views.ts'
import { oneOnOnesJobs } from './jobs.ts'
import { oneOnOnesRoutes } from './routes.ts'
import { datedMeetings } from './series/dated.sql.ts'

const permissions = {
  'one-on-ones:own': 'have one-on-ones',
  'one-on-ones:coverage': 'see who had a one-on-one, and nothing of what was said',
} as const
const events = ['one-on-ones.series.changed'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** Private periodic talks of every member with their manager. */
export const declaration = domain('one-on-ones', {
  uses: ['company'],
  permissions,
  events,
  reactions: {
    'company.person.changed': ['one-on-ones.end-past'],
    'company.people.imported': ['one-on-ones.end-past'],
  },
  refersTo: [
    {
      to: 'person',
      table: 'one-on-ones.series',
      column: 'manager_id',
      says: 'one-on-ones',
      live: 'r.ended_at is null',
    },
    { to: 'person', table: 'one-on-ones.series', column: 'member_id', says: 'one-on-ones', live: 'r.ended_at is null' },
    { to: 'person', table: 'one-on-ones.hours', column: 'person_id', says: 'working hours', live: 'false' },
    { to: 'person', table: 'one-on-ones.key', column: 'person_id', says: 'keys', live: 'false' },
    { to: 'person', table: 'one-on-ones.item', column: 'author_id', says: 'notes', live: 'false' },
  ],
  dated: datedMeetings,
  datedFor: 'one-on-ones:own',
  demo: oneOnOnesDemo,
  digestViews: oneOnOnesViews,
  routes: oneOnOnesRoutes,
  jobs: oneOnOnesJobs,
})
