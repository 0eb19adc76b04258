/**
 * Complex exponential smoothing (Svetunkov, Kourentzes & Ord 2022). Level l and information potential c turn on each other,
 * and so do their seasonal kin s and d, a pair for every place of the season:
 *
 *   y = l + s + e,  l' = l - (1 - a1) c + (a0 - a1) e,  c' = l + (1 - a0) c + (a0 + a1) e,  s' and d' alike with b0 and b1.
 *
 * `lag` is how far back l and c stand: 1, or a season for the simple seasonal form, which keeps a pair per place. The partial
 * form has b1 = 1, which leaves an additive season smoothed by b0 - 1; without a season b0 = b1 = 1 and s = 0.
 */
export interface CesSmoothing {
  readonly a0: number
  readonly a1: number
  readonly b0: number
  readonly b1: number
}

/** Where a recursion stands: rings of l, c, s and d; entry `t % length` belongs to time t. */
export interface CesState {
  readonly level: Float64Array
  readonly potential: Float64Array
  readonly season: Float64Array
  readonly seasonPotential: Float64Array
}

/** The region where old errors fade (Svetunkov, Kourentzes & Ord 2022, equation 17). */
export function isStable(a0: number, a1: number): boolean {
  return (
    (a0 - 2.5) ** 2 + a1 ** 2 > 1.25 &&
    (a0 - 0.5) ** 2 + (a1 - 1) ** 2 > 0.25 &&
    (a0 - 1.5) ** 2 + (a1 - 0.5) ** 2 < 1.5
  )
}

/** Runs the recursion over y, changing `state`; writes the errors, zero where y is missing, and returns their sum of squares. */
export function runCes(given: {
  smoothing: CesSmoothing
  state: CesState
  y: Float64Array
  residual: Float64Array
  from?: number
}): number {
  const { y, residual, from = 0 } = given
  const { a0, a1, b0, b1 } = given.smoothing
  const { level, potential, season, seasonPotential } = given.state
  let squares = 0
  let at = from % level.length
  let place = from % season.length
  for (let t = 0; t < y.length; t++) {
    const l = level[at]!
    const c = potential[at]!
    const missing = Number.isNaN(y[t]!)
    const s = season[place]!
    const d = seasonPotential[place]!
    const e = missing ? 0 : y[t]! - l - s
    level[at] = l - (1 - a1) * c + (a0 - a1) * e
    potential[at] = l + (1 - a0) * c + (a0 + a1) * e
    season[place] = s - (1 - b1) * d + (b0 - b1) * e
    seasonPotential[place] = s + (1 - b0) * d + (b0 + b1) * e
    residual[t] = e
    squares += e * e
    at = at + 1 === level.length ? 0 : at + 1
    place = place + 1 === season.length ? 0 : place + 1
  }
  return squares
}

/** A copy that can be run on. */
export function copyState({ level, potential, season, seasonPotential }: CesState): CesState {
  return {
    level: level.slice(),
    potential: potential.slice(),
    season: season.slice(),
    seasonPotential: seasonPotential.slice(),
  }
}
