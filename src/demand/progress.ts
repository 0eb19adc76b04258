import { type Grain, grains, type Measure, measures } from './schema.ts'

/** One thing to be made of one view: forecasts alone, how good they were alone, or both at once. */
export type Stage = { grain: Grain; measure: Measure; making: 'forecasts' | 'accuracy' | 'both' }

/**
 * What a refresh makes, in order. Where a view has no forecasts yet, they come first, of all views, and are measured afterwards:
 * trying the past takes several times as long as looking ahead.
 */
export function stagesOf(isFirst: (view: { grain: Grain; measure: Measure }) => boolean): Stage[] {
  const views = grains.flatMap((grain) => measures.map((measure) => ({ grain, measure })))
  const first = views.filter(isFirst).map((view): Stage => ({ ...view, making: 'forecasts' }))
  const then = views.map((view): Stage => ({ ...view, making: isFirst(view) ? 'accuracy' : 'both' }))
  return [...first, ...then]
}

/** Seconds per thousand series and thread, as `npm run bench -- demand/first` measured them: only their ratios matter. */
const fitting = {
  forecasts: { month: 1.2, week: 3.2 },
  accuracy: { month: 4.6, week: 10.2 },
} as const
/** Making all of a view add up and writing them, on one thread; where nothing is measured yet, beside the next view. */
const finishing = { forecasts: 0.6, accuracy: 2.4 } as const

/** How much of a stage's time goes by until all its series are made, and in all; `ofAll`: the share of series to be made anew. */
export function timeOf({ making, grain }: Stage, { threads, ofAll = 1 }: { threads: number; ofAll?: number }) {
  const parts = making === 'both' ? (['forecasts', 'accuracy'] as const) : [making]
  const made = (ofAll / threads) * parts.map((part) => fitting[part][grain] as number).reduce((a, b) => a + b)
  return { made, all: made + finishing[making === 'forecasts' ? 'forecasts' : 'accuracy'] }
}

/** The share of all that is done: stages before this one in whole, of this one so much of its series. */
export function shareDone(given: {
  stages: readonly Stage[]
  at: number
  threads: number
  /** Of the series of this stage: those to be made anew, and of these the part that is made. */
  ofAll: number
  made: number
}): number {
  const { stages, at, threads, ofAll, made } = given
  const times = stages.map((stage, i) => timeOf(stage, { threads, ...(i === at && { ofAll }) }))
  const sum = (of: readonly { all: number }[]) => of.reduce((total, { all }) => total + all, 0)
  return (sum(times.slice(0, at)) + made * (times[at]?.made ?? 0)) / sum(times)
}
