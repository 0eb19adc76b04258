import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'what suppliers sell, with shares and days', path: '/supply-data?tab=supplier-items', shows: 'Least share' },
  { name: 'a new spending limit', path: '/supply-data?tab=spending-limits&id=new', shows: 'Most money' },
]
