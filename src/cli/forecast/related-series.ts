import { writeFileSync } from 'node:fs'
import { type Held, heldSeries } from './held-series.ts'
import type { ForecastOptions } from './options.ts'
import { type Traits, traitLearner } from './traits.ts'

/** The series of a stream, and what they learn from each other. */
export interface RelatedSeries {
  /** Takes a series that is to wait for the end of the input; false where it need not wait. */
  holds(series: Held): boolean
  /** Once the input has ended: the series that waited, in the order they came. */
  held(): AsyncIterable<Held>
  /** What is known of all series. */
  traits(): Traits | undefined
  /** Writes what was learned to its file; the answer says why there is nothing to write. */
  save(): string | undefined
  dispose(): void
}

/** The related series of a stream, as its options ask for them. */
export function relatedSeries(options: ForecastOptions): RelatedSeries {
  const { model, traits, learnTraits: file } = options
  const isLearning = traits === 'learn' && model.name === 'auto'
  const learner = traitLearner(options)
  const waiting = heldSeries()
  let known = typeof traits === 'object' && model.name === 'auto' ? traits : undefined
  return {
    holds(series) {
      if (!isLearning && file === undefined) return false
      learner.take(series)
      if (file === undefined) waiting.add(series)
      return true
    },
    held() {
      if (waiting.count > 0) known = learner.traits()
      return waiting.all()
    },
    traits: () => known,
    save() {
      const learned = learner.traits()
      if (!learned.intermittent && !learned.widths)
        return 'Fewer than 30 series of the input are alike: too few to learn from. Forecast with --traits none.'
      writeFileSync(file!, `${JSON.stringify(learned)}\n`)
      return undefined
    },
    dispose: waiting.dispose,
  }
}
