import { keyOf } from './cursor.ts'

/** A part of a list as its endpoint gives it, and whether rows follow. */
export type Part = { rows: readonly unknown[]; more: boolean }
export type Read = (from: { offset: number; limit: number }) => Promise<Part>

export type Page = { rows: readonly unknown[]; next: { at: number; seen: string[] } | null }

/** How many rows of a page are kept to find the place again. */
const ANCHORS = 5

/**
 * The page that follows a place, though rows before it came or went since: the last rows seen say where the list goes on.
 * Null where none of them is found any more.
 */
export async function pageAfter(
  read: Read,
  from: { at: number; seen: readonly string[]; limit: number; most: number },
): Promise<Page | null> {
  const { at, seen, limit, most } = from
  const back = Math.min(at, seen.length)
  const near = await around(read, { offset: at - back, limit: Math.min(limit + back, most), seen })
  if (near) return pageOf(near, limit)
  const offset = Math.max(0, at - Math.floor(most / 2))
  const far = await around(read, { offset, limit: most, seen })
  return far ? pageOf(far, limit) : null
}

type Found = { offset: number; rows: readonly unknown[]; more: boolean }

/** The rows after the last one that was seen. */
async function around(
  read: Read,
  { seen, ...from }: { offset: number; limit: number; seen: readonly string[] },
): Promise<Found | null> {
  const { rows, more } = await read(from)
  if (seen.length === 0) return { offset: from.offset, rows, more }
  const keys = rows.map(keyOf)
  for (const key of seen.toReversed()) {
    const found = keys.lastIndexOf(key)
    if (found >= 0) return { offset: from.offset + found + 1, rows: rows.slice(found + 1), more }
  }
  return null
}

function pageOf({ offset, rows, more }: Found, limit: number): Page {
  const page = rows.slice(0, limit)
  if (rows.length <= limit && !more) return { rows: page, next: null }
  return { rows: page, next: { at: offset + page.length, seen: page.slice(-ANCHORS).map(keyOf) } }
}
