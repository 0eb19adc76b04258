import { z } from 'zod'
import type { Refused } from './refused.ts'

const Begun = z.object({
  key: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the browser goes afterwards, within this workspace. */
  to: z.string(),
  until: z.number(),
})
const RefusedNote = z.object({ message: z.string(), wayOut: z.string(), until: z.number() })

/** A sign-in that is under way in one browser. */
export type Begun = z.infer<typeof Begun>

export function writeBegun(begun: Begun): string {
  return written({ begun })
}

/** The sign-in that a signed note tells of, if it is not over. */
export function readBegun(note: string | null, now: Date): Begun | null {
  const read = z.object({ begun: Begun }).safeParse(readNote(note))
  return read.success && now.getTime() < read.data.begun.until ? read.data.begun : null
}

export function writeRefused(refused: Refused & { until: number }): string {
  return written({ refused })
}

/** Why the last sign-in of this browser was refused, as long as that is news. */
export function readRefused(note: string | null, now: Date): Refused | null {
  const read = z.object({ refused: RefusedNote }).safeParse(readNote(note))
  if (!read.success || now.getTime() >= read.data.refused.until) return null
  const { message, wayOut } = read.data.refused
  return { message, wayOut }
}

/** Whether an address leads to a page of this workspace and nowhere else. */
export function isForThem(to: string | undefined): to is string {
  return to !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) && !to.includes('\\')
}

function written(said: unknown): string {
  return Buffer.from(JSON.stringify(said)).toString('base64url')
}

function readNote(note: string | null): unknown {
  try {
    return JSON.parse(Buffer.from(note ?? '', 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
