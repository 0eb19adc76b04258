import { enpsOf, type Scale, type Tally, Z95 } from './enps.ts'
import { rounded } from './rounded.ts'

/** Whether a score moved between two rounds, or the difference is what chance alone makes. */
export type Change =
  | { difference: null; z: null; verdict: 'not comparable'; reason: string }
  | { difference: number; exact: number; z: number | null; verdict: 'moved' | 'within noise'; reason: string | null }

/**
 * The change of eNPS from one round to another with its test: z = (b - a)/sqrt(var a + var b), unadjusted variances
 * (p + d - (p - d)^2)/n. Rounds on different scales are not comparable.
 */
export function changeBetween(before: { tally: Tally; scale: Scale }, after: { tally: Tally; scale: Scale }): Change {
  const nothing = { difference: null, z: null, verdict: 'not comparable' } as const
  if (before.scale !== after.scale) {
    return {
      ...nothing,
      reason: `One round asked ${before.scale}, the other ${after.scale}: their scores are not comparable.`,
    }
  }
  const [a, b] = [enpsOf(before.tally, null), enpsOf(after.tally, null)]
  if (a.exact === null || b.exact === null) return { ...nothing, reason: 'One of the rounds has no score.' }
  const exact = b.exact - a.exact
  const spread = Math.sqrt(variance(before.tally) + variance(after.tally))
  const z = spread > 0 ? exact / 100 / spread : exact === 0 ? 0 : null
  const moved = z === null || Math.abs(z) >= Z95
  return {
    difference: rounded(exact),
    exact,
    z,
    verdict: moved ? 'moved' : 'within noise',
    reason:
      z === null ? 'All answered alike in each round, and differently in the two: the test has no variance.' : null,
  }
}

function variance({ promoters, passives, detractors }: Tally): number {
  const n = promoters + passives + detractors
  const [p, d] = [promoters / n, detractors / n]
  return (p + d - (p - d) ** 2) / n
}
