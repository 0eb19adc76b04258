import { createHash } from 'node:crypto'

/** A number between -1 and 1 that is always the same for the same words. */
export function swing(...words: (string | number)[]): number {
  return digest(words).readUInt32BE(0) / 2 ** 31 - 1
}

/** An id (UUIDv8) that is always the same for the same words. */
export function demoId(...words: (string | number)[]): string {
  const hex = digest(words).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function digest(words: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(words.join('/')).digest()
}
