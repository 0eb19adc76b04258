import {
  commonSpread,
  type DealHistory,
  type FeatureColumn,
  fitHazard,
  hazardScorer,
  type PastPeriod,
  snapshotOf,
} from '@drumbeat/deal-outlook'
import { add, type FiscalCalendar, periodOf, startOf } from '@drumbeat/periods'
import type { OutlookModel } from './model.ts'
import { quarterEnds } from './periods.ts'

/** A deal's life, with what it was won at. */
export type Lived = DealHistory & { finalMinor: number | null }

/** What is learned from. */
export type Lesson = {
  lives: readonly Lived[]
  features: readonly FeatureColumn[]
  calendar: FiscalCalendar
  /** The first day that is not learned from. */
  fitDay: number
  /** How deals share their luck, where it was learned for this quarter already. */
  spread?: number | undefined
}

/** Rows of the hazard at most: more change little and cost minutes. */
const mostRows = 20_000
/** Quarters before the fit day that tell how deals share their luck, scored by a model that knew none of them. */
const testedQuarters = 4

/** Learns when deals close and whether they are won from all that was known before a day; null where there is nothing to learn from. */
export function learnModel(lesson: Lesson): OutlookModel | null {
  const { lives, features, calendar, fitDay } = lesson
  const known = lives.filter(({ createdOn, versions }) => versions.length > 0 && createdOn < fitDay)
  const ended = known.filter(({ closed }) => closed !== undefined && closed.on < fitDay)
  const begun = known.filter(({ versions, closed }) => versions[0]!.from < Math.min(fitDay, closed?.on ?? fitDay))
  if (begun.length === 0 || ended.length === 0) return null
  const periodEnd = quarterEnds(calendar)
  const hazard = fitHazard({ histories: begun, features, asOf: fitDay, periodEnd, seed: 1, mostRows })
  return {
    fittedFor: fitDay,
    hazard,
    spread: lesson.spread ?? commonSpread(pastQuarters(lesson, begun)),
    ratios: ratiosOf(ended, fitDay),
    deals: ended.length,
  }
}

/** Past quarters as a model of before them foretold each open deal, and what came. */
function pastQuarters({ features, calendar, fitDay }: Lesson, lives: readonly Lived[]): PastPeriod[] {
  const running = periodOf(fitDay, 'quarter', calendar)
  const starts = Array.from({ length: testedQuarters }, (_, k) => startOf(add(running, k - testedQuarters), calendar))
  const [first] = starts
  const early = lives.filter(({ versions, closed }) => versions[0]!.from < Math.min(first!, closed?.on ?? first!))
  if (early.filter(({ closed }) => closed && closed.on < first!).length < 100) return []
  const periodEnd = quarterEnds(calendar)
  const model = fitHazard({ histories: early, features, asOf: first!, periodEnd, seed: 2, mostRows })
  const scorer = hazardScorer(model, periodEnd)
  return starts.map((start) => {
    const end = periodEnd(start)
    const open = lives.filter(({ versions, closed }) => versions[0]!.from < start && (closed?.on ?? end) >= start)
    return {
      chances: open.map((life) => scorer.winWithin(snapshotOf(life, start - 1), end - start)),
      won: open.map(({ closed }) => (closed?.as === 'won' && closed.on < end ? 1 : 0)),
    }
  })
}

/** What deals were won at over what they stood at half-way through their lives; thinned to at most 200 by rank. */
function ratiosOf(ended: readonly Lived[], fitDay: number): number[] {
  const ratios = ended.flatMap(({ createdOn, versions, closed, finalMinor }) => {
    if (closed?.as !== 'won' || closed.on >= fitDay || finalMinor === null || finalMinor < 0) return []
    const half = createdOn + (closed.on - createdOn) / 2
    const stated = (versions.findLast(({ from }) => from <= half) ?? versions[0])?.values.amount
    return typeof stated === 'number' && stated > 0 ? [finalMinor / stated] : []
  })
  if (ratios.length === 0) return [1]
  const sorted = ratios.sort((a, b) => a - b)
  const most = Math.min(200, sorted.length)
  return Array.from({ length: most }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / most)]!)
}
