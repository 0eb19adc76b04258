import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'the weekly review by mail', path: '/revenue/review?mail=open', shows: 'Send it every week' },
]
