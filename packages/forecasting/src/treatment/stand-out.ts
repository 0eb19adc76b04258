import type { Smoothed } from './local-level.ts'

/**
 * Where the level jumped most beyond the limit, with at least `side` values before and after; undefined where nowhere. A
 * missing value begins no level.
 */
export function strongestJump(
  { jump, jumpStrength, irregular }: Smoothed,
  { limit, side }: { limit: number; side: number },
): { index: number; by: number; strength: number } | undefined {
  let best = -1
  let most = limit
  for (let t = side; t <= jump.length - side; t++) {
    if (!(Math.abs(jumpStrength[t]!) > most) || Number.isNaN(irregular[t]!)) continue
    most = Math.abs(jumpStrength[t]!)
    best = t
  }
  return best < 0 ? undefined : { index: best, by: jump[best]!, strength: most }
}

/** Values beyond the limit that stand out more than both neighbours. */
export function wildest({ irregular }: Smoothed, limit: number): number[] {
  const size = (t: number) => Math.abs(irregular[t] ?? 0) || 0
  const out: number[] = []
  for (let t = 0; t < irregular.length; t++) {
    if (size(t) > limit && size(t) >= size(t - 1) && size(t) > size(t + 1)) out.push(t)
  }
  return out
}
