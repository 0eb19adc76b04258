/** Times in seconds: mean, median, 90th percentile, least, most and sum; null without any. */
export type Times = { mean: number; median: number; p90: number; min: number; max: number; total: number }

/** Percentiles interpolate linearly between order statistics (Hyndman and Fan's type 7, as numpy and R do by default). */
export function timesOf(seconds: Float64Array): Times | null {
  if (seconds.length === 0) return null
  const sorted = seconds.slice().sort()
  const total = sorted.reduce((sum, each) => sum + each, 0)
  return {
    mean: total / sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    min: sorted[0]!,
    max: sorted.at(-1)!,
    total,
  }
}

/** A quantile of sorted numbers, type 7. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below]!
  return low + (place - below) * ((sorted[below + 1] ?? low) - low)
}
