import { keyUsed, type Refused, refusedAs } from './refused.ts'

type Keyed = { record: number; event: { key: string }; digest: string }
type Parted<Each> = { fresh: Each[]; known: number[]; refused: Refused<never>[] }

/**
 * Parts events by what is known of their keys (`digests`, by key, earlier ones of this request included): new ones, those that came
 * before with the same content, and those that say something else under a key that came before.
 */
export function partKnown<Each extends Keyed>(
  read: readonly Each[],
  { digests, wayOut }: { digests: Map<string, string>; wayOut: string },
): Parted<Each> {
  const parted: Parted<Each> = { fresh: [], known: [], refused: [] }
  for (const each of read) {
    const { record, event, digest } = each
    const before = digests.get(event.key)
    if (before === undefined) {
      digests.set(event.key, digest)
      parted.fresh.push(each)
    } else if (before === digest) parted.known.push(record)
    else parted.refused.push(refusedAs({ record, key: event.key }, keyUsed(event.key, wayOut)))
  }
  return parted
}
