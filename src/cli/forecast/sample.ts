import { orderOf } from './ended-ids.ts'
import type { Held } from './held-series.ts'

/** Some series of a stream, of which enough are kept to learn from. */
export interface Sample {
  take(series: Held): void
  /** Those kept, always in the same order. */
  all(): readonly Held[]
}

/**
 * Keeps the `most` series whose ids come first by a hash, of each its newest `values`: which these are, and in which order they are learned
 * from, depends on neither the order of the stream nor on how it was cut. Memory is bounded.
 */
export function sampleOf({ most, values }: { most: number; values: number }): Sample {
  let kept: (Held & { readonly order: number })[] = []
  const first = () => {
    kept.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    kept = kept.slice(0, most)
    return kept
  }
  return {
    take(series) {
      kept.push({ id: series.id, order: orderOf(series.id), values: series.values.slice(-values) })
      if (kept.length >= 2 * most) first()
    },
    all: first,
  }
}
