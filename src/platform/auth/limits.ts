import { instantAfter } from '@drumbeat/periods'

/** How long a session lives: so many hours without a request, and so many days in all. */
export type SessionLimits = { idleHours: number; absoluteDays: number }

/** What holds until an owner sets something else: a long weekend without a request, a month in all. */
export const usualLimits: SessionLimits = { idleHours: 84, absoluteDays: 30 }

/** No limit set by an owner goes beyond this; cookies last as long. */
export const mostDays = 90

/** Wrong passwords in a row after which an account is locked, and for how long. */
export const lockAfter = { failures: 10, withinMinutes: 15, lockedMinutes: 15 }

/** How many days an API token works unless its maker says otherwise. */
export const tokenDays = 90

/** How exactly the last request of a session is noted; noting each would be a write per request. */
const NOTED_EVERY_MS = 60_000

type Times = { createdAt: string; seenAt: string; expiresAt: string }

/** The instant until which a session lives if nothing more is asked in it: unused for too long, open for too long, or ended. */
export function overAt({ createdAt, seenAt, expiresAt }: Times, limits: SessionLimits): string {
  const ends = [
    new Date(expiresAt).toISOString(),
    instantAfter(createdAt, limits.absoluteDays),
    instantAfter(seenAt, limits.idleHours / 24),
  ]
  return ends.sort()[0] ?? expiresAt
}

/** Whether a session is over at `now`. */
export function isOver(session: Times, { limits, now }: { limits: SessionLimits; now: Date }): boolean {
  return now.toISOString() >= overAt(session, limits)
}

/** Whether the last use noted is old enough to be noted anew. */
export function isDueToNote(seenAt: string | null, now: Date): boolean {
  return seenAt === null || now.getTime() - Date.parse(seenAt) >= NOTED_EVERY_MS
}
