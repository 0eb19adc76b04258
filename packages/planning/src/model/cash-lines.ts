/** Lines of money that are paid, over which a cash budget may run. */
export const cashLines = [
  'production',
  'setup',
  'regularHours',
  'idle',
  'overtime',
  'shifts',
  'maintenance',
  'wages',
  'hiring',
  'release',
  'subcontract',
  'purchases',
  'transport',
  'holding',
  'disposal',
  'rateChange',
] as const
/** A line of money that is paid. */
export type CashLine = (typeof cashLines)[number]
