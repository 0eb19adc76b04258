import {
  type HazardModel,
  type HazardScorer,
  hazardScorer,
  readScoreModel,
  type ScoreModel,
  scoreModelText,
} from '@drumbeat/deal-outlook'
import type { FiscalCalendar } from '@drumbeat/periods'
import { quarterEnds } from './periods.ts'

/** What was learned from deals as they were known before a day. */
export type OutlookModel = {
  /** Nothing of this day or later was learned from. */
  fittedFor: number
  hazard: HazardModel
  /** How strongly the deals of a period share their luck. */
  spread: number
  /** Final over stated amounts of past won deals, equally likely. */
  ratios: number[]
  /** Deals whose end was known. */
  deals: number
}

/** A model as plain JSON, as it is stored and sent between threads. */
export type OutlookModelText = Omit<OutlookModel, 'hazard'> & {
  hazard: Pick<HazardModel, 'features'> & Record<'close' | 'win', ReturnType<typeof scoreModelText>>
}

/** Writes a model as JSON. */
export function modelText({ hazard, ...model }: OutlookModel): OutlookModelText {
  const { features, close, win } = hazard
  return { ...model, hazard: { features, close: scoreModelText(close), win: scoreModelText(win) } }
}

/** Reads a stored model back. */
export function readModel({ hazard, ...model }: OutlookModelText): OutlookModel {
  const { features, close, win } = hazard
  return { ...model, hazard: { features, close: readScoreModel(close), win: readScoreModel(win) } }
}

/** Scores deals by a model. */
export function scorerFor(model: OutlookModel, calendar: FiscalCalendar): HazardScorer {
  return hazardScorer(model.hazard, quarterEnds(calendar))
}

/** Whether a part of the model can be told from the base rate. */
export function isUsable({ inUse }: ScoreModel): boolean {
  return inUse
}
