/** A part of a node, such as a channel or a customer: its sums by closed period. */
export type Part = { key: string; name: string; values: readonly number[] }

/** What is expected of the whole in the periods ahead, with its 80 % range. */
export type Whole = { mean: number; lo80: number; hi80: number }

/** A forecast of the whole made when `at` periods were over. */
export type Origin = { at: number; mean: readonly number[] }

/** A part with its share, its forecast, which sums over all parts to that of the whole, and how good such forecasts were. */
export type Shared = {
  key: string
  name: string
  share: number
  ahead: Whole[]
  accuracy: { wape: number; naiveWape: number | null; forecasts: number } | null
}

/** How fast older periods count less; the one whose shares of earlier origins were nearest is taken. */
const keeps = [0.5, 0.7, 0.85, 0.94]
/** Shares are held against what came so many periods ahead, as the accuracy of the whole is. */
const nearest = 3
const reach80 = 1.2816

/**
 * Shares out the forecast of a whole: each part by what it held of late, older periods counting less, all alike, so that shares sum
 * to one. The range of a part adds that of the whole and that of its share, as far as shares of earlier origins missed.
 */
export function sharedOut(given: {
  parts: readonly Part[]
  ahead: readonly Whole[]
  origins: readonly Origin[]
  seasonLength: number
}): Shared[] {
  const { parts, ahead, origins, seasonLength } = given
  const count = parts[0]?.values.length ?? 0
  const totals = Array.from({ length: count }, (_, t) => parts.reduce((sum, { values }) => sum + values[t]!, 0))
  const past = origins.filter(({ at }) => at > 0 && at < count)
  const missOf = (keep: number) =>
    parts.reduce((sum, { values }) => sum + shareMisses({ values, totals, past, keep }).reduce(add, 0), 0)
  const keep = keeps.map((each) => ({ each, miss: missOf(each) })).sort((a, b) => a.miss - b.miss)[0]!.each
  const shares = parts.map(({ values }) => shareAt({ values, totals, at: count, keep }))
  return parts.map(({ key, name, values }, i) => {
    const share = shares[i]!
    const misses = shareMisses({ values, totals, past, keep })
    const spread = Math.sqrt(misses.map((miss) => miss * miss).reduce(add, 0) / Math.max(1, misses.length))
    return {
      ...{ key, name, share, ahead: ahead.map((whole) => partOf(whole, { share, spread })) },
      accuracy: accuracyOf({ values, totals, past, keep, seasonLength }),
    }
  })
}

function add(sum: number, value: number): number {
  return sum + value
}

type Known = { values: readonly number[]; totals: readonly number[]; keep: number }

/** What a part held of the first `at` periods, older ones counting less. */
function shareAt({ values, totals, at, keep }: Known & { at: number }): number {
  let [held, whole] = [0, 0]
  for (let t = 0; t < at; t++) {
    held = keep * held + values[t]!
    whole = keep * whole + totals[t]!
  }
  return whole > 0 ? held / whole : 0
}

/** By how much the shares of earlier origins missed those of the periods after them. */
function shareMisses({ past, ...known }: Known & { past: readonly Origin[] }): number[] {
  const { values, totals } = known
  return past.flatMap(({ at }) => {
    const share = shareAt({ ...known, at })
    return Array.from({ length: nearest }, (_, step) => at + step)
      .filter((t) => t < values.length && totals[t]! > 0)
      .map((t) => Math.abs(values[t]! / totals[t]! - share))
  })
}

function partOf({ mean, lo80, hi80 }: Whole, { share, spread }: { share: number; spread: number }): Whole {
  const own = reach80 * spread * mean
  const below = Math.hypot(share * (mean - lo80), own)
  const above = Math.hypot(share * (hi80 - mean), own)
  return { mean: share * mean, lo80: Math.max(0, share * mean - below), hi80: share * mean + above }
}

/** The share then of what was forecast of the whole then, against what came; beside the same period of the season before. */
function accuracyOf({
  past,
  seasonLength,
  ...known
}: Known & { past: readonly Origin[]; seasonLength: number }): Shared['accuracy'] {
  const { values } = known
  let [held, miss, naive, forecasts] = [0, 0, 0, 0]
  let isNaive = true
  for (const { at, mean } of past) {
    const share = shareAt({ ...known, at })
    for (let step = 0; step < nearest && at + step < values.length && step < mean.length; step++) {
      const actual = values[at + step]!
      const before = values[at + step - seasonLength]
      held += Math.abs(actual)
      miss += Math.abs(actual - share * mean[step]!)
      if (before === undefined) isNaive = false
      else naive += Math.abs(actual - before)
      forecasts++
    }
  }
  return held > 0 && forecasts >= 2 * nearest
    ? { wape: miss / held, naiveWape: isNaive ? naive / held : null, forecasts }
    : null
}
