import { type IntermittentPrior, learnPrior } from '@drumbeat/forecasting'
import { orderOf } from './ended-ids.ts'

/** Intermittent series of a stream of which enough are kept to learn what they have in common. */
export interface IntermittentSample {
  take(id: string, values: Float64Array): void
  /** What they have in common; undefined where they are too few to say. */
  prior(): IntermittentPrior | undefined
}

/** As many series are kept, and of each as many of its newest values: more teach nothing more. */
const [mostSeries, mostValues] = [1000, 400]
/** Fewer series than this say more of themselves than of others. */
const fewestSeries = 30

/**
 * Keeps the series whose ids come first by a hash: which these are, and in which order they are learned from, depends on neither the order
 * of the stream nor on how it was cut. Memory is bounded.
 */
export function intermittentSample(): IntermittentSample {
  let kept: { readonly order: number; readonly id: string; readonly values: Float64Array }[] = []
  const first = () => {
    kept.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    kept = kept.slice(0, mostSeries)
  }
  return {
    take(id, values) {
      kept.push({ id, order: orderOf(id), values: values.slice(-mostValues) })
      if (kept.length >= 2 * mostSeries) first()
    },
    prior() {
      first()
      return kept.length < fewestSeries ? undefined : learnPrior(kept.map((each) => each.values))
    },
  }
}
