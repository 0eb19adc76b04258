import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'the weekly review by mail', path: '/revenue/review?mail=open', shows: 'Send it every week' },
  { name: 'the outlook by team', path: '/revenue?tab=outlook&by=team', shows: 'What is expected sums to the whole' },
  {
    name: 'revenue, the forecast by sector on a past day',
    path: '/revenue?tab=forecast&by=sector&asOf=2026-11-16&known=then',
    shows: 'Each column of money sums to the whole',
  },
]
