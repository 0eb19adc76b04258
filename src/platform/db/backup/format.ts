import { createHash, type Hash } from 'node:crypto'
import { Transform } from 'node:stream'

/**
 * A backup file: one line naming the format, then frames of a type byte, a length (4 bytes, big-endian) and a payload.
 *   H header (JSON) · T table begins (JSON) · D rows as COPY text, zstd-compressed · E table ends (JSON) · Z end (JSON)
 * E holds the sha-256 of the table's rows, Z that of every byte before it: nothing can be changed or cut unseen.
 */
export const magic = Buffer.from('DRUMBEAT BACKUP 1\n')

export type FrameType = 'H' | 'T' | 'D' | 'E' | 'Z'

/** What a backup says of itself: when it was made, from which PostgreSQL, and which migrations shaped its tables. */
export type Header = {
  madeAt: string
  postgres: string
  migrations: string[]
  /** The installation it was made in; missing in the oldest backups. */
  place?: string
  /** What waited to be done, and is done after a restore. */
  jobs?: { name: string; data: Record<string, unknown> }[]
}

/** One table of a backup and the columns its rows hold, in order. */
export type Table = { schema: string; name: string; columns: string[] }

/** How much a table held, and the proof of it. */
export type TableEnd = { rows: number; sha256: string }

/** No frame is longer: what claims to be is damage. */
export const longestFrame = 64 * 1024 * 1024

/** One frame as bytes. */
export function frame(type: FrameType, payload: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

/** One frame that holds JSON. */
export function jsonFrame(type: FrameType, value: object): Buffer {
  return frame(type, Buffer.from(JSON.stringify(value)))
}

/** Lets COPY text through, counting its rows (a line each, for COPY escapes line ends) and hashing it. */
export function tally(): { through: Transform; end: () => TableEnd } {
  const hash: Hash = createHash('sha256')
  let rows = 0
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
      done(null, chunk)
    },
  })
  return { through, end: () => ({ rows, sha256: hash.digest('hex') }) }
}
