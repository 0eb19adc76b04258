import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { Format, Preview } from '../schema.ts'
import { guessDelimiter } from './delimiter.ts'
import { guessEncoding, isGzip, looksLikeText } from './encoding.ts'
import { columnNames, guessHeader } from './header.ts'
import { type FileRow, lineEnds, splitRows, UnreadableFile } from './split-rows.ts'

/** The beginning of a file, understood: enough to guess what its columns mean. */
export type Sample = { format: Format; columns: string[]; rows: string[][] }

const sampleBytes = 512 * 1024
const pieceBytes = 128 * 1024

/** Reads the beginning of a file and decides encoding, delimiter and header; `decided` overrules the guesses. */
export async function sampleFile(path: string, decided: Partial<Format> = {}): Promise<Sample> {
  const bytes = await firstBytes(path)
  const encoding = decided.encoding ?? guessEncoding(bytes)
  const ends = lineEnds()
  const text = ends.push(new TextDecoder(encoding).decode(bytes)).replace(/^\ufeff/, '')
  if (text.trim() === '') throw new UnreadableFile('The file is empty.')
  if (!looksLikeText(text)) throw new UnreadableFile('This is not a text file. Export the sheet as CSV and drop that.')
  const delimiter = decided.delimiter ?? guessDelimiter(text)
  const splitter = splitRows({ delimiter, header: false })
  const whole = bytes.length < sampleBytes
  const pieces = splitter.push(text)
  const rows = [...pieces, ...(whole ? splitter.end() : [])].map((row) => row.values)
  const header = decided.header ?? guessHeader(rows.slice(0, 200))
  const columns = columnNames(rows[0] ?? [], header)
  return { format: { encoding, delimiter, header }, columns, rows: header ? rows.slice(1) : rows }
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
  const decoder = new TextDecoder(input.format.encoding)
  const ends = lineEnds()
  const splitter = splitRows(input.format)
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    yield { rows: splitter.push(ends.push(decoder.decode(piece, { stream: true }))), bytesRead: source.bytesRead }
  }
  const rows = [...splitter.push(ends.push(decoder.decode()) + ends.end()), ...splitter.end()]
  yield { rows, bytesRead: source.bytesRead }
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
