import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { parse } from 'csv-parse'
import { refusal } from '#platform/http/refusal.ts'
import { type Columns, columnsOf, LogReader } from './read-log.ts'

/** More events than this are refused: they are held in memory. */
const MOST = 3_000_000

/** Reads a CSV of events as it comes in; a file whose columns cannot be told is refused with the names it has. */
export async function readUpload(
  body: ReadableStream<Uint8Array>,
  { dateOrder, ...named }: Columns & { dateOrder: 'ymd' | 'dmy' | 'mdy' },
): Promise<LogReader> {
  const reader = new LogReader(dateOrder)
  const source = Readable.fromWeb(body as WebStream)
  const { first, rest } = await firstOf(source)
  const rows = Readable.from(rest).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(first),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  )
  let place: ReturnType<typeof columnsOf>['found'] | undefined
  let line = 0
  for await (const row of rows as AsyncIterable<string[]>) {
    line++
    if (!place) {
      place = placesIn(row, named)
      continue
    }
    const cell = (what: keyof Columns) => (row[place![what]] ?? '').trim()
    const amount = place.amount < 0 ? null : cell('amount')
    reader.add({ caseId: cell('case'), activity: cell('activity'), timestamp: cell('timestamp'), amount, line })
    if (reader.events.length > MOST)
      throw refusal(413, {
        code: 'too-large',
        message: `The log has more than ${MOST} events.`,
        wayOut: 'Send it in parts.',
      })
  }
  if (reader.events.length === 0) {
    const [first] = reader.listed()
    throw refusal(422, {
      code: 'no-events',
      message: `The file holds no event that can be read${first ? `: ${first.kind}, ${first.example}` : ''}.`,
      wayOut: 'Check the columns and dateOrder.',
    })
  }
  return reader
}

/** The first bytes of a stream, and the stream from its beginning. */
async function firstOf(source: Readable): Promise<{ first: string; rest: AsyncIterable<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const { value, done } = await chunks.next()
  async function* rest() {
    if (done) return
    yield value
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { first: done ? '' : new TextDecoder().decode(value.subarray(0, 20_000)), rest: rest() }
}

/** The sign that parts the header into most columns; one inside a cell then parts nothing. */
export function delimiterOf(text: string): string {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (sign: string) => header.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function placesIn(header: readonly string[], named: Columns) {
  const { found, missing } = columnsOf(header, named)
  if (missing.length === 0) return found
  throw refusal(422, {
    code: 'unknown-columns',
    message: `No column for ${missing.join(' and ')} among: ${header.join(', ').slice(0, 500)}.`,
    wayOut: `Name it: ?${missing.map((what) => `${what}=COLUMN`).join('&')}`,
  })
}
