/** The sets of deals that figures are about, with their words. */
export const sets = {
  all: 'All deals known',
  open: 'Open, in the forecast',
  omitted: 'Open, but omitted from the forecast',
  overdue: 'Open, expected close passed',
  undated: 'Open, without an expected close',
  'without-amount': 'Open, without an amount',
  created: 'Created in the window',
  won: 'Won in the window',
  lost: 'Lost in the window',
  closed: 'Won or lost in the window',
  pushed: 'Expected close moved to a later month in the window',
  'pulled-in': 'Expected close moved to an earlier month in the window',
  stalled: 'Open, longer in its stage than nine in ten visits to it took',
  slipped: 'Due in the period at its start, neither won nor lost by its end',
} as const
export type SetName = keyof typeof sets
