/** How many pairs of waves a season gets: all it can carry up to three, and at most ten. */
export function harmonicsOf(season: number): number {
  return Math.max(1, Math.min(10, Math.floor((season - 1) / 2)))
}

/** Waves are shrunk as if this many values had shown none, the more the faster they turn. */
const shrinkage = 2

/**
 * The seasonal part of y as a function of time: sine and cosine pairs of every season, found together with a piecewise
 * straight trend (a knot per longest season) by least squares with a ridge on the waves.
 */
export function fourier(given: {
  y: Float64Array
  seasons: readonly number[]
  harmonics: readonly number[]
}): (time: number) => number {
  const { y, seasons, harmonics } = given
  const waves = seasons.flatMap((season, i) =>
    Array.from({ length: harmonics[i]! }, (_, k) => ({ turn: (2 * Math.PI * (k + 1)) / season, order: k + 1 })),
  )
  const knots = Math.max(1, Math.floor(y.length / Math.max(...seasons)))
  const trendSize = knots + 1
  const size = trendSize + 2 * waves.length
  const row = new Float64Array(size)
  const normal = Array.from({ length: size }, () => new Float64Array(size + 1))
  for (let t = 0; t < y.length; t++) {
    fillRow({ row, t, length: y.length, knots, waves })
    for (let i = 0; i < size; i++) {
      if (row[i] === 0) continue
      const line = normal[i]!
      for (let j = i; j < size; j++) line[j]! += row[i]! * row[j]!
      line[size]! += row[i]! * y[t]!
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) normal[i]![j] = normal[j]![i]!
  for (let i = 0; i < trendSize; i++) normal[i]![i]! += 1e-9 * y.length
  for (const [k, { order }] of waves.entries()) {
    for (const i of [trendSize + 2 * k, trendSize + 2 * k + 1]) normal[i]![i]! += shrinkage * order
  }
  const weights = solve(normal).slice(trendSize)
  return (time) => {
    let sum = 0
    for (const [k, { turn }] of waves.entries()) {
      sum += weights[2 * k]! * Math.sin(turn * time) + weights[2 * k + 1]! * Math.cos(turn * time)
    }
    return sum
  }
}

/** Trend: hat functions on evenly spaced knots; then the waves. */
function fillRow(given: {
  row: Float64Array
  t: number
  length: number
  knots: number
  waves: readonly { readonly turn: number }[]
}): void {
  const { row, t, length, knots, waves } = given
  row.fill(0, 0, knots + 1)
  const place = (t / Math.max(1, length - 1)) * knots
  const below = Math.min(knots - 1, Math.floor(place))
  row[below] = 1 - (place - below)
  row[below + 1] = place - below
  for (let k = 0; k < waves.length; k++) {
    row[knots + 1 + 2 * k] = Math.sin(waves[k]!.turn * t)
    row[knots + 2 + 2 * k] = Math.cos(waves[k]!.turn * t)
  }
}

/** Elimination with the right side in the last column; the matrix is positive definite. */
function solve(rows: Float64Array[]): number[] {
  const n = rows.length
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r]![i]! / rows[i]![i]!
      if (factor === 0) continue
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!
    for (let c = i + 1; c < n; c++) sum -= rows[i]![c]! * x[c]!
    x[i] = sum / rows[i]![i]!
  }
  return x
}
