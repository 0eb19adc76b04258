import { dayAfter } from '@drumbeat/periods'
import type { certificateStates } from '../schema.ts'

export type CertificateState = (typeof certificateStates)[number]

/** So many days before the end a certification is said to expire soon. */
export const SOON_DAYS = 30

/** The first day on which a certification is no longer valid; null where it never expires. */
export function expiryOf({ completedOn, validDays }: { completedOn: string; validDays: number | null }): string | null {
  return validDays === null ? null : dayAfter(completedOn, validDays)
}

/** Where a certification stands on a day: valid through the day before it expires. */
export function certificateState({ expiresOn, today }: { expiresOn: string | null; today: string }): CertificateState {
  if (expiresOn === null) return 'valid'
  if (expiresOn <= today) return 'expired'
  return expiresOn <= dayAfter(today, SOON_DAYS) ? 'expires soon' : 'valid'
}
