/** What is drawn from one seed, and the small company it begins with: periods, sites, items. */
export type World = ReturnType<typeof worldOf>

/** Draws the outline of a company; all that follows is drawn from the same dice, in its turn. */
export function worldOf(seed: number) {
  const next = dice(seed)
  const chance = (share: number) => next() < share
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const periods = whole(2, 6)
  const series = (low: number, high: number) =>
    chance(0.5) ? whole(low, high) : Array.from({ length: periods }, () => whole(low, high))
  const limit = (low: number, high: number) =>
    chance(0.7) ? series(low, high) : Array.from({ length: periods }, () => (chance(0.3) ? null : whole(low, high)))
  const maybe = <V>(share: number, make: () => V): V | undefined => (chance(share) ? make() : undefined)
  const pick = <V>(from: readonly V[]): V => from[whole(0, from.length - 1)]!
  const sites = chance(0.25) ? ['north', 'south'] : undefined
  const home = sites ? { site: 'north' } : {}
  const finished = ['table', 'chair'].slice(0, whole(1, 2))
  const parts = chance(0.5) ? ['leg'] : []
  const items = [...finished, ...parts]
  const integer = chance(0.35)
  return { chance, whole, periods, series, limit, maybe, pick, sites, home, finished, parts, items, integer }
}

function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
