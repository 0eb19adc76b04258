export interface Spread {
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

export function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  let total = 0
  for (const value of values) total += value
  return { mean: total / values.length, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}
