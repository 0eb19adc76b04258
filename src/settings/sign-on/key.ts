/** A short form of a name for addresses, which no other has: `Okta (EU)` is `okta-eu`, the next one `okta-eu-2`. */
export function freeKey(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  const base = plain || 'provider'
  const used = new Set(taken)
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`
    if (!used.has(key)) return key
  }
}
