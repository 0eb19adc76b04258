/**
 * How long following rests after a look that took so long: as long again after a short one, twice as long after one of half a second or
 * more. What is worked out again and again while order lines stream in leaves most of the time to those who write and read, and the
 * longer a look takes, the more lines the next one takes together.
 */
export function restAfter(tookMs: number): number {
  const rest = tookMs < 500 ? tookMs : 2 * tookMs
  return Math.min(10_000, Math.max(100, rest))
}

/** While order lines stream in, months ahead are moved a few families at a time: nobody waits for all of them at once. */
const sliceMs = 150
/** The first time nobody knows how long a family takes. */
export const firstSlice = 2

/** How many families to move next, after so many took so long. */
export function nextSlice({ families, tookMs }: { families: number; tookMs: number }): number {
  return families === 0 ? firstSlice : Math.max(1, Math.round((families * sliceMs) / Math.max(1, tookMs)))
}

/** The same for moving the months ahead, which takes more and is looked at less: at most a tenth of the time. */
export function longRestAfter(tookMs: number): number {
  return Math.min(30_000, Math.max(100, 9 * tookMs))
}
