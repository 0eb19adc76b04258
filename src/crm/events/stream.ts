import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Context } from 'hono'
import { lineGroups } from './lines.ts'
import { longestRecord, type ReadRecord } from './record.ts'
import type { Refused } from './refused.ts'

const listedErrors = 1000
const mostIgnored = 50

/** What became of the records of one transaction: outcomes in the order of those that were taken, and each refusal. */
export type Received<Outcome extends string, Why extends Refused = Refused> = {
  outcomes: { record: number; outcome: Outcome }[]
  refused: Why[]
}

type Taking<Outcome extends string, Named, Why extends Refused> = {
  batchId: string
  /** Records per transaction. */
  groupOf: number
  outcomes: readonly Outcome[]
  read: (raw: { record: number; text: string }) => ReadRecord<Named>
  write: (group: readonly ReadRecord<Named>[]) => Promise<Received<Outcome, Why>>
}

type Receipt<Outcome extends string, Why> = Record<Outcome | 'received' | 'refused', number> & {
  batchId: string
  errors: Why[]
  ignored: { field: string; records: number }[]
}

/** Reads a stream of records group by group, each while the one before is written, and counts what became of them. */
export async function receiveStream<Outcome extends string, Named, Why extends Refused>(
  bytes: AsyncIterable<Uint8Array>,
  { batchId, groupOf, outcomes: names, read, write }: Taking<Outcome, Named, Why>,
): Promise<Receipt<Outcome, Why>> {
  const counts = Object.fromEntries([...names, 'received', 'refused'].map((name) => [name, 0])) as Record<
    Outcome | 'received' | 'refused',
    number
  >
  const errors: Why[] = []
  const ignored = new Map<string, number>()
  async function take(group: readonly ReadRecord<Named>[]): Promise<void> {
    const { outcomes, refused } = await write(group)
    counts.received += group.length
    for (const name of group.flatMap((record) => record.ignored ?? [])) {
      if (ignored.has(name) || ignored.size < mostIgnored) ignored.set(name, (ignored.get(name) ?? 0) + 1)
    }
    counts.refused += refused.length
    for (const { outcome } of outcomes) counts[outcome]++
    errors.push(...refused.slice(0, listedErrors - errors.length))
  }
  let written = Promise.resolve()
  for await (const group of lineGroups(bytes, { most: groupOf, longest: longestRecord, read })) {
    await written
    written = take(group)
    written.catch(() => {}) // told where it is waited for
  }
  await written
  const unread = [...ignored].map(([field, records]) => ({ field, records }))
  return { ...counts, batchId, errors, ignored: unread }
}

/** The bytes of a request. */
export async function* bytesOf(context: Context): AsyncGenerator<Uint8Array> {
  const { body } = context.req.raw
  if (body) yield* Readable.fromWeb(body as WebStream) as AsyncIterable<Uint8Array>
}

/** A body as one record per line: an array becomes a line for each of its records; a single object and NDJSON are lines already. */
export async function* oneByOne(body: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(linesOf(body.trim()))
}

function linesOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return (Array.isArray(value) ? value : [value]).map((each) => JSON.stringify(each)).join('\n')
  } catch {
    return text
  }
}
