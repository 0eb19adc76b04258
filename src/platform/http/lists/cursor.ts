import { createHash } from 'node:crypto'
import { z } from 'zod'

const Place = z.object({
  /** Rows before this one, or the key after which the next page begins. */
  at: z.union([z.number().int().min(0), z.string()]),
  /** The last rows of the page before, newest last, by which the place is found again where rows came or went. */
  seen: z.array(z.string()),
  question: z.string(),
})

/** Where a list goes on, and of which question. */
export type Place = z.infer<typeof Place>

export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place that a cursor names; null where it is none of ours. */
export function readCursor(text: string): Place | null {
  try {
    return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}

/** What stands for a question: its path and parameters, but for those that only say how much of the answer is wanted. */
export function questionDigest(path: string, query: Readonly<Record<string, string>>): string {
  const besides = new Set(['cursor', 'limit', 'offset', 'fields'])
  const asked = Object.entries(query)
    .filter(([name]) => !besides.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return digest(JSON.stringify([path, asked]))
}

/** What a row is known by: its id, or all of it. */
export function keyOf(row: unknown): string {
  const { id } = (row ?? {}) as { id?: unknown }
  return typeof id === 'string' || typeof id === 'number' ? String(id) : digest(JSON.stringify(row))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}
