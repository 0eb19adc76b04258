import type { Declined, FitOptions, Fitted, Model, Values } from '../contract.ts'
import { type BacktestOrigin, backtest } from '../evaluation/backtest.ts'
import { ownWidth, skewOf } from '../intervals/calibration.ts'
import { line } from '../models/line.ts'
import { naive, seasonalNaive } from '../models/naive.ts'
import { adaptiveSeason } from '../season/adaptive-season.ts'
import type { AutoRequest } from '../selection/request.ts'
import { type Validated, validate } from '../validation.ts'
import { BlendMemory } from './blend-memory.ts'
import { noErrors } from './error-tracking.ts'
import { fitMembers } from './members.ts'
import { type Combination, combinationOf, type Relearning } from './running-combination.ts'
import {
  combinationWeights,
  equalWeights,
  leashOf,
  type MemberWeights,
  simulatedWeights,
  weightsFor,
} from './weights.ts'

/**
 * The combination for series that move every period: the weighted mean of ETS, Theta, dynamic Theta, ARIMA(1,1,1) plain and
 * with growth, an autoregression, one of the changes and a guest (the growth of late without a season, growth that fades in months and quarters), with
 * intervals as wide as they must be. Lower bounds are cut at zero only after widening. Weights were learned on M3, or on simulated series alone; see decisions/0004 for what each member
 * brings. Widths are corrected by horizon as learned on M3 (`intervals/calibration.ts`), and by updates for the errors of the series
 * itself; `conformal` is for a correction of each step by one series alone.
 */
export function smoothCombination({ weights = 'm3' }: Pick<AutoRequest, 'weights'> = {}): Model {
  const table = weights === 'm3' ? combinationWeights : simulatedWeights
  return {
    name: 'weighted mean of ETS, Theta and autoregressive models',
    fit: (series, options = {}) =>
      fitTested(
        series,
        options,
        typeof weights === 'string' ? (table[options.seasonLength ?? 1] ?? equalWeights) : weights,
      ),
  }
}

/** A combination that has been tried on its own past, and by how much an alternative was better there. */
export interface TestedCombination extends Fitted {
  readonly origins: readonly BacktestOrigin[]
}

/** What the combination must not lose to in its own backtest. */
export const alternatives: readonly Model[] = [seasonalNaive(), naive(), line()]

function fitTested(series: Values, options: FitOptions, weights: MemberWeights): TestedCombination | Declined {
  const valid = validate(series, options)
  if (valid.kind === 'declined') return valid
  const { y, seasonLength } = valid
  const fit = (history: Values) => fitCombination(history, { options, table: weights, width: 1 })
  const origins = backtest({
    ...{ y, seasonLength, alternatives },
    fit(history) {
      const fitted = fit(history)
      return fitted.kind === 'fitted' ? fitted : undefined
    },
  })
  const surprises = origins.map(({ surprise }) => surprise)
  const width = ownWidth({ length: y.length, seasonLength, surprises })
  const fitted = fitCombination(series, { options, table: weights, width, relearns: true })
  return fitted.kind === 'declined' ? fitted : { ...fitted, origins }
}

/** Of quarters each value is a large part of what is known, and comes so seldom that members may be fitted to it anew. */
const relearnt = { seasonLength: 4, fewerThan: 120 }

interface CombinationRequest {
  readonly options: FitOptions
  readonly table: MemberWeights
  readonly width: number
  readonly relearns?: boolean
}

function fitCombination(series: Values, given: CombinationRequest): Fitted | Declined {
  const combined = combine(series, given)
  return combined.kind === 'declined' ? combined : combinationOf(combined.state)
}

function combine(series: Values, given: CombinationRequest): { kind: 'combined'; state: Combination } | Declined {
  const { options, table, width, relearns = false } = given
  const valid = validate(series, options)
  if (valid.kind === 'declined') return valid
  const weights = weightsFor(table, { length: series.length, seasonLength: valid.seasonLength })
  const { split, filled, fits } = fitMembers(valid, { ...options, nonNegative: false })
  const members = fits.flatMap(({ fitted, adjusted, share }, i) =>
    fitted.kind === 'fitted' && fitted.running
      ? [{ fitted, running: fitted.running, adjusted, weight: (share ?? 1) * weights[i]!, anchor: share === undefined }]
      : [],
  )
  const [first] = fits
  if (members.length === 0 && first?.fitted.kind === 'declined') return first.fitted
  const learned = members.map(({ weight }) => weight)
  const seasonal = split.indices.length > 1
  const state: Combination = {
    name: nameOf(members.map(({ fitted, adjusted }) => ({ name: fitted.name, adjusted: adjusted && seasonal }))),
    members: members.map(({ running }) => running),
    adjusted: members.map(({ adjusted }) => adjusted && seasonal),
    // Logarithms to which a season is added have no deviation of their own.
    logged: members.map(({ running, adjusted }) => (adjusted && !split.multiplied ? undefined : running.logged)),
    learned,
    weights: learned.slice(),
    leash: leashOf(valid.seasonLength),
    anchors: Math.max(1, members.filter(({ anchor }) => anchor).length),
    season: adaptiveSeason(split, filled),
    record: noErrors(members.length),
    width,
    skew: filled.some((value) => !(value > 0)) ? 0 : skewOf(valid.seasonLength),
    next: { length: -1, mean: 0, half: 0, members: learned.slice() },
    held: 0,
    length: series.length,
    memory: new BlendMemory(),
    nonNegative: valid.nonNegative,
    ...(relearns && isRelearnt(valid) && { relearning: relearningOf(series, given) }),
  }
  return { kind: 'combined', state }
}

function isRelearnt({ y, seasonLength }: Validated): boolean {
  return seasonLength === relearnt.seasonLength && y.length < relearnt.fewerThan
}

function relearningOf(series: Values, given: CombinationRequest): Relearning {
  return {
    values: Array.from(series),
    fit(values) {
      const combined = combine(values, { ...given, relearns: false })
      return combined.kind === 'combined' ? combined.state : undefined
    },
  }
}

/** The members by name, those that see the values without their season last, and said so once. */
function nameOf(members: readonly { name: string; adjusted: boolean }[]): string {
  const names = (adjusted: boolean) => members.filter((each) => each.adjusted === adjusted).map(({ name }) => name)
  const [natively, onAdjusted] = [names(false).join(', '), names(true).join(', ')]
  if (onAdjusted === '') return `weighted mean of ${natively}`
  if (natively === '') return `weighted mean of ${onAdjusted}, all on seasonally adjusted values`
  return `weighted mean of ${natively} and, on seasonally adjusted values, ${onAdjusted}`
}
