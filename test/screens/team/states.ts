import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'the drawer of a check', path: '/practices?check=forecast-submitted', shows: 'Comments' },
  { name: 'the talk below a comment of one’s own', path: '/pulse/thread', shows: 'Code of your comment' },
  { name: 'the page of a role', path: '/practices?tab=roles&role=enablement', shows: 'Measured by' },
]
