import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { Format } from '#platform/importing/mapping.ts'
import type { Preview } from '../schema.ts'
import { decoderOf } from './decoder.ts'
import { guessDelimiter } from './delimiter.ts'
import { guessEncoding, isGzip, looksLikeText } from './encoding.ts'
import { columnNames, guessHeader, rowsAbove, sameRow } from './header.ts'
import { type FileRow, lineEnds, splitRows, UnreadableFile } from './split-rows.ts'

/** The beginning of a file, understood: enough to guess what its columns mean. */
export type Sample = {
  format: Format
  columns: string[]
  rows: string[][]
  /** Other encodings that its letters may be in. */
  encodings: Format['encoding'][]
}

const sampleBytes = 512 * 1024
const pieceBytes = 128 * 1024
/** A compressed file may grow to this when unpacked, and by this factor; more is an attack or a mistake. */
const mostUnpacked = { bytes: 16 * 2 ** 30, factor: 500 }

/** Reads the beginning of a file and decides encoding, delimiter, header and what stands above it; `decided` overrules the guesses. */
export async function sampleFile(path: string, decided: Partial<Format> = {}): Promise<Sample> {
  const bytes = await firstBytes(path)
  const guess = guessEncoding(bytes)
  const encoding = decided.encoding ?? (decided.sheet === undefined ? guess.encoding : 'utf-8')
  const ends = lineEnds()
  const text = ends.push(decoderOf(encoding).decode(bytes)).replace(/^\ufeff/, '')
  if (text.trim() === '') throw new UnreadableFile('The file is empty.')
  if (!looksLikeText(text)) throw new UnreadableFile('This is not a text file. Export the sheet as CSV and drop that.')
  const named = /^sep=(.)\n/i.exec(text)
  const delimiter = decided.delimiter ?? (decided.sheet === undefined ? (named?.[1] ?? guessDelimiter(text)) : ',')
  const all = [...rowsOf(text, { delimiter, isWhole: bytes.length < sampleBytes, skip: named ? 1 : 0 })]
  const above = decided.skip === undefined ? rowsAbove(all.map((row) => row.values)) : 0
  const skip = decided.skip ?? (above > 0 ? all[above]!.line - 1 : named ? 1 : 0)
  const rows = all.filter((row) => row.line > skip).map((row) => row.values)
  const header = decided.header ?? guessHeader(rows.slice(0, 200))
  return {
    format: {
      encoding,
      delimiter,
      header,
      ...(skip > 0 && { skip }),
      ...(decided.sheet !== undefined && { sheet: decided.sheet }),
    },
    columns: columnNames(rows[0] ?? [], header),
    rows: header ? rows.slice(1).filter((row) => !sameRow(row, rows[0]!)) : rows,
    encodings: decided.encoding || decided.sheet !== undefined ? [] : guess.others,
  }
}

function rowsOf(text: string, input: { delimiter: string; isWhole: boolean; skip: number }): FileRow[] {
  const splitter = splitRows({ delimiter: input.delimiter, header: false, skip: input.skip })
  return [...splitter.push(text), ...(input.isWhole ? splitter.end() : [])]
}

/** The first rows for the eye. */
export function previewOf(sample: Sample): Preview {
  return { header: sample.columns, rows: sample.rows.slice(0, 20) }
}

/** Reads a file as batches of rows, never whole; `bytesRead` follows the position in the stored (maybe compressed) file. */
export async function* readRows(input: {
  path: string
  format: Format
  signal?: AbortSignal
}): AsyncGenerator<{ rows: FileRow[]; bytesRead: number }> {
  const source = createReadStream(input.path, {
    highWaterMark: pieceBytes,
    ...(input.signal && { signal: input.signal }),
  })
  const gzip = isGzip(await headOf(input.path))
  const bytes = gzip ? source.pipe(createGunzip({ chunkSize: pieceBytes })) : source
  if (gzip) source.on('error', (error) => bytes.destroy(error))
  const decoder = decoderOf(input.format.encoding)
  const ends = lineEnds()
  const splitter = splitRows(input.format)
  let unpacked = 0
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    unpacked += piece.length
    if (gzip) refuseBomb(unpacked, source.bytesRead)
    yield { rows: splitter.push(ends.push(decoder.decode(piece, { stream: true }))), bytesRead: source.bytesRead }
  }
  const rows = [...splitter.push(ends.push(decoder.decode()) + ends.end()), ...splitter.end()]
  yield { rows, bytesRead: source.bytesRead }
}

function refuseBomb(unpacked: number, packed: number): void {
  const { bytes, factor } = mostUnpacked
  if (unpacked < 50 * 2 ** 20 || (unpacked <= bytes && unpacked <= packed * factor)) return
  throw new UnreadableFile(
    `The compressed file grows to more than ${(unpacked / 2 ** 20).toFixed(0)} MB from ${(packed / 2 ** 10).toFixed(0)} KB. Unpack it and look at it, then import the plain file.`,
  )
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const gzip = isGzip(await headOf(path))
  const source = createReadStream(path, { highWaterMark: pieceBytes })
  const bytes = gzip ? source.pipe(createGunzip()) : source
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length >= sampleBytes) break
  }
  source.destroy()
  return Buffer.concat(pieces).subarray(0, sampleBytes)
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
