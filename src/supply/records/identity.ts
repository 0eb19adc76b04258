import { createHash } from 'node:crypto'

/** What a row is about, as one value: the same that SQL makes of the same fields; an empty field is a value too. */
export function identityOf(parts: readonly (string | number | boolean | null | undefined)[]): string {
  const hex = createHash('md5')
    .update(parts.map((part) => String(part ?? '')).join('|'))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
