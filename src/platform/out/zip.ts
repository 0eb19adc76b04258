import { streamOf } from './bytes.ts'

/** One file inside a ZIP archive; its bytes may still be on their way. */
export type ZipPart = { path: string; bytes: AsyncIterable<Uint8Array> }

type Written = { path: Uint8Array; crc: number; packed: number; size: number; at: number }

/**
 * Packs parts one after the other into a ZIP archive, in memory that does not grow with them: sizes and checksums follow
 * each part (data descriptors, APPNOTE 4.3.9), so that nothing has to be known before.
 */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for (const { path, bytes } of parts) {
    const name = new TextEncoder().encode(path)
    const start = at
    const head = record([[4, 0x04034b50], ...entryHead, ...zeros(3), [2, name.length], [2, 0]])
    yield head
    yield name
    at += head.length + name.length
    const sums = { crc: 0xffffffff, size: 0, packed: 0 }
    for await (const chunk of deflated(counted(bytes, sums))) {
      sums.packed += chunk.length
      yield chunk
    }
    const crc = (sums.crc ^ 0xffffffff) >>> 0
    const tail = record([
      [4, 0x08074b50],
      [4, crc],
      [4, sums.packed],
      [4, sums.size],
    ])
    yield tail
    at += sums.packed + tail.length
    written.push({ path: name, crc, packed: sums.packed, size: sums.size, at: start })
  }
  yield* directory(written, at)
}

type Field = [bytes: 2 | 4, value: number]

/** Version 2.0; bit 3: sizes follow the data, bit 11: names in UTF-8; method 8: deflate; 1 January 1980. */
const entryHead: Field[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
]

function* directory(written: Written[], at: number): Generator<Uint8Array> {
  let size = 0
  for (const { path, crc, packed, size: unpacked, at: start } of written) {
    const entry = record([
      [4, 0x02014b50],
      [2, 20],
      ...entryHead,
      [4, crc],
      [4, packed],
      [4, unpacked],
      [2, path.length],
      ...Array.from({ length: 4 }, (): Field => [2, 0]),
      [4, 0],
      [4, start],
    ])
    yield entry
    yield path
    size += entry.length + path.length
  }
  const count = written.length
  yield record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, at],
    [2, 0],
  ])
}

function zeros(count: number): Field[] {
  return Array.from({ length: count }, (): Field => [4, 0])
}

function record(fields: Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  sums: { crc: number; size: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    sums.crc = crcOf(sums.crc, chunk)
    sums.size += chunk.length
    yield chunk
  }
}

function deflated(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const squeeze = new CompressionStream('deflate-raw') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>
  return streamed(streamOf(bytes).pipeThrough(squeeze))
}

async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

/** The checksum of ZIP (CRC-32, polynomial 0x04C11DB7 reflected), carried on from chunk to chunk. */
function crcOf(crc: number, bytes: Uint8Array): number {
  let sum = crc
  for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ crcTable[(sum ^ bytes[at]!) & 255]!
  return sum >>> 0
}
