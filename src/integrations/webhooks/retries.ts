import type { Answered } from '#platform/webhooks/send.io.ts'

/** Seconds to wait after each failed attempt; after the last one the message is dead. About 18 hours in all. */
export const waits = [5, 30, 120, 600, 1800, 7200, 18_000, 36_000] as const

/** What becomes of a message after an attempt. */
export type Outcome =
  | { state: 'delivered' }
  | { state: 'waiting'; afterSeconds: number }
  | { state: 'dead' }
  /** The receiver said that the address is gone for good: nothing more is sent there until somebody resumes. */
  | { state: 'gone' }

/** Any 2xx is a delivery; 410 ends the calls; everything else is tried again, a few times. */
export function outcomeOf({ status }: Pick<Answered, 'status'>, { tries }: { tries: number }): Outcome {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'gone' }
  const afterSeconds = waits[tries - 1]
  return afterSeconds === undefined ? { state: 'dead' } : { state: 'waiting', afterSeconds }
}

/** The instant some seconds later. */
export function secondsAfter(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString()
}
