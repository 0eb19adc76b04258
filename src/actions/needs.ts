import type { Need } from '#platform/need.ts'

/** Actions of the reader's own whose day has passed. */
export function needsOfActions({ late }: { late: number }): Need[] {
  if (late === 0) return []
  return [
    {
      kind: 'late action',
      weight: 6,
      title: late === 1 ? 'An action of yours is late' : `${late} actions of yours are late`,
      reason: 'Somebody waits for it: do it, give it another day, or give it to somebody else.',
      amountMinor: null,
      action: { label: late === 1 ? 'See it' : 'See them', to: '/actions?late=true' },
    },
  ]
}
