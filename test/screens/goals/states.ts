import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'a new incentive plan', path: '/goals/incentives?tab=plans&terms=new', shows: 'Name of the rule' },
]
