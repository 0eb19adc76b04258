import { createHash } from 'node:crypto'
import { partKey } from './part-key.ts'
import type { ToldPart } from './tell.io.ts'

/** What was told last, as digests: of each part its sentence, and of each row its cells. */
export type Seen = Record<string, { says: string; rows: Record<string, string[]> }>

/** What is new of a part since it was last told; null where it was never told. */
export type News = { isChanged: boolean; rows: ('new' | 'same' | readonly boolean[])[]; gone: number } | null

/** What is kept of the parts that were told.  */
export function seenOf(parts: readonly ToldPart[]): Seen {
  return Object.fromEntries(
    parts
      .filter(({ problem }) => problem === null)
      .map((part) => [
        keyOf(part),
        {
          says: digest(part.says),
          rows: Object.fromEntries(part.rows.map(({ key, cells }) => [digest(key), cells.map(digest)])),
        },
      ]),
  )
}

/** What changed of a part: which rows are new, which cells of the others, and how many rows are gone. */
export function newsOf(part: ToldPart, seen: Seen | null): News {
  const before = seen?.[keyOf(part)]
  if (!before || part.problem !== null) return null
  const keys = new Set(part.rows.map(({ key }) => digest(key)))
  const rows = part.rows.map(({ key, cells }) => {
    const known = before.rows[digest(key)]
    if (!known) return 'new' as const
    const changed = cells.map((cell, at) => digest(cell) !== known[at])
    return changed.includes(true) ? changed : ('same' as const)
  })
  const gone = Object.keys(before.rows).filter((key) => !keys.has(key)).length
  const isChanged = gone > 0 || rows.some((row) => row !== 'same') || digest(part.says) !== before.says
  return { isChanged, rows, gone }
}

function keyOf(part: ToldPart): string {
  return digest(partKey(part))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}
