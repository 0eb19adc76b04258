import {
  bandOf,
  type IntermittentPrior,
  isLearnedWidths,
  isPrior,
  type LearnedWidths,
  learnPrior,
  learnsFromOthers,
  learnWidths,
} from '@drumbeat/forecasting'
import type { Held } from './held-series.ts'
import { type Sample, sampleOf } from './sample.ts'

/** What the series of a file have in common: how intermittent demand fades and ends, and how wide intervals of the others must be. */
export interface Traits {
  readonly intermittent: IntermittentPrior | null
  readonly widths: LearnedWidths | null
}

/** Whether something read from a file is traits. */
export function isTraits(read: unknown): read is Traits {
  if (typeof read !== 'object' || read === null) return false
  const { intermittent, widths } = read as Partial<Record<keyof Traits, unknown>>
  return (intermittent === null || isPrior(intermittent)) && (widths === null || isLearnedWidths(widths))
}

/** Learns traits from series as they come. */
export interface TraitLearner {
  take(series: Held): void
  traits(): Traits
}

/** As many series are kept, and of each as many of its newest values: of intermittent ones, and of each band of lengths of others. */
const intermittentSample = { most: 1000, values: 400 }
const widthSample = { most: 200, values: 2000 }
/** Fewer series than this say more of themselves than of others. */
const fewestSeries = 30

/** A learner for forecasts of this horizon; what it has learned depends on which series came, not on their order. */
export function traitLearner(asked: { seasonLength: number; horizon: number; nonNegative: boolean }): TraitLearner {
  const intermittent = sampleOf(intermittentSample)
  const byBand = new Map<number, Sample>()
  return {
    take(series) {
      if (learnsFromOthers(series.values)) {
        intermittent.take(series)
        return
      }
      const band = bandOf(series.values.length)
      if (!byBand.has(band)) byBand.set(band, sampleOf(widthSample))
      byBand.get(band)!.take(series)
    },
    traits() {
      const parts = intermittent.all().map(({ values }) => values)
      const bands = [...byBand.values()].map((sample) => sample.all()).filter(({ length }) => length >= fewestSeries)
      const others = bands.flat().map(({ values }) => values)
      return {
        intermittent: parts.length >= fewestSeries ? learnPrior(parts) : null,
        widths: others.length > 0 ? learnWidths({ series: others, ...asked }) : null,
      }
    },
  }
}
