import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { type FrameType, type Header, longestFrame, magic, type Table, type TableEnd, tally } from './format.ts'
import { NotOpened, sealedMagic, unseal } from './sealed.ts'

/** Why a file cannot be taken for a backup. */
export class BackupDamaged extends Error {
  override name = 'BackupDamaged'
}

/** The backup is sealed and no passphrase was given. */
export class PassphraseNeeded extends Error {
  override name = 'PassphraseNeeded'
}

/** What to do with the parts of a backup; `table` answers where that table's rows go. */
export type Reader = {
  header: (header: Header) => Promise<void>
  table: (table: Table) => Promise<Writable>
}

export type Read = { header: Header; tables: number; rows: number }

type Frame = { type: FrameType; payload: Buffer; digestBefore: () => string }

/** Reads a backup from its first to its last byte, checking every sum on the way. */
export async function readBackup(
  source: { file: string; passphrase?: string | undefined },
  reader: Reader,
): Promise<Read> {
  const frames = framesOf(source)
  try {
    const header = parse<Header>(await next(frames, 'H'))
    await reader.header(header)
    let rows = 0
    for (let tables = 0; ; tables++) {
      const begin = await next(frames, 'T', 'Z')
      if (begin.type === 'Z') {
        await checkEnd(begin, frames)
        return { header, tables, rows }
      }
      rows += await readTable({ table: parse<Table>(begin), frames, reader })
    }
  } catch (error) {
    if (error instanceof NotOpened) throw new BackupDamaged(error.message)
    if (isBrokenCompression(error)) throw new BackupDamaged('its rows cannot be unpacked')
    throw error
  } finally {
    await frames.return(undefined)
  }
}

async function readTable(input: { table: Table; frames: AsyncGenerator<Frame>; reader: Reader }): Promise<number> {
  const { table, frames, reader } = input
  const sink = await reader.table(table)
  const { through, end } = tally()
  let claimed: TableEnd | undefined
  async function* packedRows() {
    for (;;) {
      const frame = await next(frames, 'D', 'E')
      if (frame.type === 'D') yield frame.payload
      else {
        claimed = parse<TableEnd>(frame)
        return
      }
    }
  }
  await pipeline(Readable.from(packedRows()), createZstdDecompress(), through, sink)
  const found = end()
  if (claimed?.sha256 !== found.sha256 || claimed.rows !== found.rows) {
    throw new BackupDamaged(`the rows of ${table.schema}.${table.name} do not match their checksum`)
  }
  return found.rows
}

async function checkEnd(end: Frame, frames: AsyncGenerator<Frame>): Promise<void> {
  const { sha256 } = parse<{ sha256: string }>(end)
  if (sha256 !== end.digestBefore()) throw new BackupDamaged('it does not match its checksum')
  if (!(await frames.next()).done) throw new BackupDamaged('it goes on after its end')
}

async function next(frames: AsyncGenerator<Frame>, ...wanted: FrameType[]): Promise<Frame> {
  const { value, done } = await frames.next()
  if (done || !value) throw new BackupDamaged('it is cut off')
  if (!wanted.includes(value.type)) throw new BackupDamaged('its parts are not in order')
  return value
}

/** Cuts the file into frames, holding no more than one of them. */
async function* framesOf(from: { file: string; passphrase?: string | undefined }): AsyncGenerator<Frame, undefined> {
  const whole = createHash('sha256')
  const source = takingFrom(plainBytes(from))
  const start = await source.take(magic.length)
  if (!start.equals(magic)) throw new BackupDamaged('it does not begin like a Drumbeat backup of format 1')
  whole.update(start)
  for (;;) {
    const head = await source.take(5)
    if (head.length === 0) return undefined
    if (head.length < 5) throw new BackupDamaged('it is cut off')
    const length = head.readUInt32BE(1)
    if (length > longestFrame) throw new BackupDamaged('a part of it claims an impossible length')
    const payload = await source.take(length)
    if (payload.length < length) throw new BackupDamaged('it is cut off')
    const digestBefore = digestOf(whole)
    yield { type: head.toString('latin1', 0, 1) as FrameType, payload, digestBefore }
    whole.update(head).update(payload)
  }
}

function digestOf(hash: Hash): () => string {
  return () => hash.copy().digest('hex')
}

/** The bytes of a backup, opened by the passphrase where it is sealed. */
async function* plainBytes(from: { file: string; passphrase?: string | undefined }): AsyncGenerator<Buffer> {
  const stream = createReadStream(from.file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
  const chunks = stream[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done) return
  const begin: Buffer = first.value
  const isSealed = begin.subarray(0, sealedMagic.length).equals(sealedMagic)
  if (isSealed && from.passphrase === undefined) throw new PassphraseNeeded()
  async function* rest(): AsyncGenerator<Buffer> {
    yield isSealed ? begin.subarray(sealedMagic.length) : begin
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  yield* isSealed ? unseal(rest(), from.passphrase ?? '') : rest()
}

/** Takes so many bytes at a time; fewer only at the end. */
function takingFrom(source: AsyncIterable<Buffer>): { take: (count: number) => Promise<Buffer> } {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  async function take(count: number): Promise<Buffer> {
    const pieces = [rest]
    let held = rest.length
    while (held < count) {
      const { value, done } = await chunks.next()
      if (done) break
      pieces.push(value as Buffer)
      held += (value as Buffer).length
    }
    const all = pieces.length === 1 ? rest : Buffer.concat(pieces)
    rest = all.subarray(count)
    return all.subarray(0, count)
  }
  return { take }
}

function parse<T>(frame: Frame): T {
  try {
    return JSON.parse(frame.payload.toString('utf8'))
  } catch {
    throw new BackupDamaged('a part of it is not readable')
  }
}

function isBrokenCompression(error: unknown): boolean {
  return /^(ZSTD|Z_|ERR_BUFFER)/.test((error as NodeJS.ErrnoException).code ?? '')
}
