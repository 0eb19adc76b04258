export {
  bias,
  type Compared,
  type ComparedInterval,
  coverage,
  mase,
  msis,
  owa,
  rmsse,
  smape,
  wape,
} from './accuracy.ts'
export { adida, imapa } from './aggregation.ts'
export type { FittedArima } from './arima/fitted.ts'
export type { ArimaOrder } from './arima/order.ts'
export { type ArimaModel, arima } from './arima.ts'
export { type AutoFitted, type AutoRequest, auto, autoModel } from './auto.ts'
export { easter, type Feast, feastDay } from './calendar/feasts.ts'
export { type CalendarChoice, type CalendarFact, calendarFacts } from './calendar.ts'
export type { CesForm } from './ces/estimate.ts'
export { ces } from './ces.ts'
export { combine } from './combine.ts'
export { type Comparison, type ComparisonRequest, compareForecasts, type ForecastPair } from './comparison.ts'
export { type ConformalChoice, conformal } from './conformal.ts'
export type {
  Declined,
  FitOptions,
  Fitted,
  Forecast,
  ForecastRequest,
  Interval,
  Model,
  Online,
  Parts,
  Values,
} from './contract.ts'
export { type CountsModel, counts, type FittedCounts } from './counts.ts'
export { croston, sba } from './croston.ts'
export { type Quantiles, quantilesOf, samplePaths } from './distribution.ts'
export { dynamicTheta } from './dynamic-theta.ts'
export type { FittedEts } from './ets/fitted.ts'
export type { EtsForm } from './ets/form.ts'
export { type EtsChoice, type EtsModel, ets } from './ets.ts'
export {
  type ChangeExplanation,
  type ChangeRequest,
  type Explanation,
  explain,
  explainChange,
} from './explanation.ts'
export { quantilesOfPaths } from './hierarchy/quantiles.ts'
export { type CrossedRequest, reconcileCrossed } from './hierarchy/reconcile-crossed.ts'
export { reconcileTree, type TreeMethod, type TreeRequest } from './hierarchy/reconcile-tree.ts'
export { type Tree, treeOf } from './hierarchy/tree.ts'
export { mean } from './mean.ts'
export { naive, seasonalNaive } from './naive.ts'
export { naive2 } from './naive2.ts'
export type { Habits } from './occurrence-belief/habits.ts'
export { learnHabits, occurrenceBelief } from './occurrence-belief.ts'
export { online } from './online.ts'
export { type Pattern, type PatternReading, readPattern } from './pattern.ts'
export { Refusal, type RefusalCode } from './refusal.ts'
export type { Effect, FittedRegression, RegressionParts } from './regression/fitted.ts'
export type { BusinessEvent, Influences, Signal } from './regression/regressors.ts'
export type { Considered } from './regression/select.ts'
export { type RegressionChoice, type RegressionModel, regression } from './regression.ts'
export {
  type Accuracy,
  type Evaluation,
  type RollingOriginRequest,
  rollingOrigin,
  type Trace,
} from './rolling-origin.ts'
export { seasonallyAdjusted } from './seasonally-adjusted.ts'
export { severalSeasons } from './several-seasons.ts'
export { type FittedSibling, type Sibling, type SiblingRequest, siblingForecast } from './siblings.ts'
export { theta } from './theta.ts'
export { accept, applyFindings, type Finding, type FindingKind, reject } from './treatment/finding.ts'
export { type TreatedHistory, type TreatOptions, treatHistory } from './treatment.ts'
export { tsb } from './tsb.ts'
export { type ForecastStep, forecastValueAdded, type ValueAdded } from './value-added.ts'
export { type Watched, type WatchRequest, watch } from './watch.ts'
