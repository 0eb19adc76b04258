import { createHash } from 'node:crypto'

/** One act as it is kept: `body` is canonical JSON text, `hash` covers it and the hash before it. */
export type KeptAct = {
  seq: number
  at: string
  by: string | null
  personId: string | null
  kind: string
  body: string
  hash: string
}

/** The hash that the first act of a cycle follows. */
export const beginning = '0'.repeat(64)

/** The hash of an act: SHA-256 over the hash before it and everything the act says. */
export function hashOfAct(before: string, act: Omit<KeptAct, 'hash'>): string {
  const { seq, at, by, personId, kind, body } = act
  return sha256([before, seq, at, by ?? '', personId ?? '', kind, body].join('\n'))
}

/** The hash of a snapshot: over the snapshot of the cycle before, and its own bytes. */
export function hashOfSnapshot(before: string, bytes: string): string {
  return sha256(`${before}\n${bytes}`)
}

/** The first act whose place or hash is not what it should be; null where the chain is whole. */
export function firstBroken(acts: readonly KeptAct[]): number | null {
  let before = beginning
  for (const [at, act] of acts.entries()) {
    if (act.seq !== at + 1 || hashOfAct(before, act) !== act.hash) return at + 1
    before = act.hash
  }
  return null
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
