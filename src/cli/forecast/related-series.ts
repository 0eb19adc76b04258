import { writeFileSync } from 'node:fs'
import { type IntermittentPrior, learnsFromOthers } from '@drumbeat/forecasting'
import { type Held, heldSeries } from './held-series.ts'
import { intermittentSample } from './intermittent-sample.ts'
import type { ForecastOptions } from './options.ts'

/** Intermittent series of a stream, and what they learn from each other. */
export interface RelatedSeries {
  /** Takes a series that is to wait for the end of the input, and what comes after one; false where it need not wait. */
  holds(series: Held): boolean
  /** Once the input has ended: the series that waited, in the order they came. */
  held(): AsyncIterable<Held>
  /** What a series of these values is told about others. */
  priorOf(values: Float64Array): IntermittentPrior | undefined
  /** Writes what was learned to its file; the answer says why there is nothing to write. */
  save(): string | undefined
  dispose(): void
}

/** The related series of a stream, as its options ask for them. */
export function relatedSeries(options: Pick<ForecastOptions, 'model' | 'prior' | 'learnPrior'>): RelatedSeries {
  const { model, prior, learnPrior: file } = options
  const isLearning = (prior === 'learn' && model.name === 'auto') || file !== undefined
  const sample = intermittentSample()
  const waiting = heldSeries()
  let known = typeof prior === 'object' && model.name === 'auto' ? prior : undefined
  return {
    holds(series) {
      if (!isLearning) return false
      const teaches = learnsFromOthers(series.values)
      if (teaches) sample.take(series.id, series.values)
      if (file !== undefined) return true
      if (!teaches && waiting.count === 0) return false
      waiting.add(series)
      return true
    },
    held() {
      known ??= waiting.count > 0 ? sample.prior() : undefined
      return waiting.all()
    },
    priorOf: (values) => (known && learnsFromOthers(values) ? known : undefined),
    save() {
      const learned = sample.prior()
      if (!learned)
        return 'Fewer than 30 series of the input are intermittent: too few to learn from. Forecast with --prior none.'
      writeFileSync(file!, `${JSON.stringify(learned)}\n`)
      return undefined
    },
    dispose: waiting.dispose,
  }
}
