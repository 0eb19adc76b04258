import type { CesSmoothing, CesState } from './recursion.ts'

/** How the errors answer to a starting state, the values being zero. */
export function response(
  { a0, a1 }: CesSmoothing,
  unit: { level: number; potential: number },
  out: Float64Array,
): void {
  let l = unit.level
  let c = unit.potential
  for (let t = 0; t < out.length; t++) {
    out[t] = -l
    const e = -l
    const next = l - (1 - a1) * c + (a0 - a1) * e
    c = l + (1 - a0) * c + (a0 + a1) * e
    l = next
  }
}

/** Finds the best start of every place, takes its effect from the errors in `out`, and returns their sum of squares. */
export function correct(given: {
  lag: number
  y: Float64Array
  out: Float64Array
  byLevel: Float64Array
  byPotential: Float64Array
  start: CesState
}): number {
  const { lag, y, out, byLevel, byPotential, start } = given
  let squares = 0
  for (let place = 0; place < lag; place++) {
    let [aa, ab, bb, ar, br] = [0, 0, 0, 0, 0]
    for (let t = place, k = 0; t < y.length; t += lag, k++) {
      if (Number.isNaN(y[t]!)) continue
      const a = byLevel[k]!
      const b = byPotential[k]!
      aa += a * a
      ab += a * b
      bb += b * b
      ar += a * out[t]!
      br += b * out[t]!
    }
    const slack = 1e-9 * (aa + bb) + 1e-300
    const determinant = (aa + slack) * (bb + slack) - ab * ab
    const level = -((bb + slack) * ar - ab * br) / determinant
    const potential = -((aa + slack) * br - ab * ar) / determinant
    start.level[place] = level
    start.potential[place] = potential
    for (let t = place, k = 0; t < y.length; t += lag, k++) {
      if (Number.isNaN(y[t]!)) continue
      out[t]! += level * byLevel[k]! + potential * byPotential[k]!
      squares += out[t]! ** 2
    }
  }
  return squares
}
