import { z } from 'zod'

/** How far an object has been read. */
export const Cursor = z.object({
  /** The clock there at the beginning of the last reading; null before the first, and while all is read anew. */
  since: z.string().nullable(),
  /** Rows read within the overlap before `since`: id -> stamp. */
  recent: z.record(z.string(), z.string()),
  /** A first reading that lies on disk as far as here. */
  download: z
    .object({
      path: z.string(),
      bytes: z.number(),
      rows: z.number(),
      resume: z.string(),
      began: z.string(),
      recent: z.record(z.string(), z.string()),
    })
    .nullable(),
})
export type Cursor = z.infer<typeof Cursor>

export const unread: Cursor = { since: null, recent: {}, download: null }

/** Rows may become visible this long after the moment they are stamped with, and clocks differ. */
const overlapMs = 10 * 60_000
/** More rows than this within the overlap are not remembered; they are read once more, as unchanged. */
const mostRecent = 50_000

/** Stamps count seconds: one this young may be given to another change yet, so its row is read once more. */
const youngMs = 2_000

/** From which instant on to ask, so that nothing is missed. */
export function askFrom(since: string): string {
  return new Date(Date.parse(since) - overlapMs).toISOString()
}

/** Remembers the rows that the next reading will see again. */
export function recentRows(began: string, before: Readonly<Record<string, string>> = {}) {
  const from = Date.parse(askFrom(began))
  const kept = new Map(Object.entries(before))
  return {
    note({ id, stamp }: { id: string; stamp: string }): void {
      const at = Date.parse(stamp)
      if (at >= from && at <= Date.parse(began) - youngMs && kept.size <= mostRecent) kept.set(id, stamp)
    },
    kept(): Record<string, string> {
      if (kept.size > mostRecent) return {}
      return Object.fromEntries([...kept].filter(([, stamp]) => Date.parse(stamp) >= from))
    },
  }
}
