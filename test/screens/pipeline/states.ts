import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'coverage by owner', path: '/pipeline?tab=coverage&by=owner', shows: 'Coverage and slippage by segment' },
]
