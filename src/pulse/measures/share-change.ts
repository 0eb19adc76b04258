import { normalCdf } from '@drumbeat/forecasting'
import { Z95 } from './enps.ts'

type Share = { favourable: number; n: number }

/** How far two favourable shares lie apart, with the margin of 95 % and the chance of such a difference where nothing moved. */
export type ShareChange = { difference: number; margin: number; p: number }

/**
 * Compares two shares after Agresti and Caffo (2000): one success and one failure are added to each sample, so that the
 * margin holds its 95 % in small teams too.
 */
export function shareChange(before: Share, after: Share): ShareChange {
  const [a, b] = [adjusted(before), adjusted(after)]
  const error = Math.sqrt(a.variance + b.variance)
  return {
    difference: after.favourable - before.favourable,
    margin: Z95 * error,
    p: twoSided((b.share - a.share) / error),
  }
}

/**
 * Which of several differences are more than chance makes, at 5 % for all of them together (Holm, 1979): a heatmap of thirty
 * numbers would else show one or two "moves" in every quiet round.
 */
export function movedAmong(chances: readonly number[], level = 0.05): boolean[] {
  const order = chances.map((p, at) => ({ p, at })).sort((x, y) => x.p - y.p)
  const moved = chances.map(() => false)
  for (const [rank, { p, at }] of order.entries()) {
    if (p > level / (chances.length - rank)) break
    moved[at] = true
  }
  return moved
}

function adjusted({ favourable, n }: Share): { share: number; variance: number } {
  const share = (favourable * n + 1) / (n + 2)
  return { share, variance: (share * (1 - share)) / (n + 2) }
}

/** The chance of a value so far from zero or farther, either way. */
function twoSided(z: number): number {
  return 2 * normalCdf(-Math.abs(z))
}
