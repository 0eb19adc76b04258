import { v7 } from 'uuid'

/** A new app-made id: UUIDv7, so that ids sort by the time they were made, also those of one millisecond. */
export function newId(): string {
  const random = nextRandom()
  const now = Date.now()
  if (now > last.msecs) last = { msecs: now, seq: ((random[6]! & 0x7f) << 24) | (random[7]! << 16) | (random[8]! << 8) }
  else last = { msecs: last.msecs, seq: last.seq + 1 }
  return v7({ random, msecs: last.msecs, seq: last.seq })
}

/** The sequence begins below half its range and far from it: a millisecond never holds as many ids. */
let last = { msecs: 0, seq: 0 }

/** Random bytes come from the system a few thousand at a time: to ask for each id would take longer than all else. */
const bytesEach = 16
const pool = new Uint8Array(bytesEach * 256)
let used = pool.length

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += bytesEach
  return pool.subarray(used - bytesEach, used)
}
