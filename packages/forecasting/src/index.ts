export { auto, autoModel } from './auto.ts'
export { type CalendarChoice, type CalendarFact, calendarFacts } from './calendar/calendar-facts.ts'
export { easter, type Feast, feastDay } from './calendar/feasts.ts'
export { combine } from './combination/combine.ts'
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
} from './evaluation/accuracy.ts'
export {
  type Comparison,
  type ComparisonRequest,
  compareForecasts,
  type ForecastPair,
} from './evaluation/comparison.ts'
export {
  atLearnedWidth,
  bandOf,
  isLearnedWidths,
  type LearnedWidths,
  learnWidths,
  type WidthsRequest,
} from './evaluation/learned-widths.ts'
export {
  type Accuracy,
  type Evaluation,
  type RollingOriginRequest,
  rollingOrigin,
  type Trace,
} from './evaluation/rolling-origin.ts'
export { type ForecastStep, forecastValueAdded, type ValueAdded } from './evaluation/value-added.ts'
export {
  type DatedEvent,
  type EventsRequest,
  type LogEffect,
  type MeasuredEvent,
  measureEvents,
} from './events/measure-events.ts'
export { poolEffects } from './events/pool-effects.ts'
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
export { adida, imapa } from './intermittent/aggregation.ts'
export { bayesianIntermittent, learnPrior } from './intermittent/bayesian/bayesian-intermittent.ts'
export { type IntermittentPrior, isPrior, shownBy } from './intermittent/bayesian/prior.ts'
export { type CountsModel, counts, type FittedCounts } from './intermittent/counts/counts.ts'
export { croston, sba } from './intermittent/croston.ts'
export { type Pattern, type PatternReading, readPattern } from './intermittent/pattern.ts'
export { tsb } from './intermittent/tsb.ts'
export { type ConformalChoice, conformal } from './intervals/conformal.ts'
export { type Quantiles, quantilesOf, samplePaths } from './intervals/distribution.ts'
export { type ArimaModel, arima } from './models/arima/arima.ts'
export type { FittedArima } from './models/arima/fitted.ts'
export type { ArimaOrder } from './models/arima/order.ts'
export { ces } from './models/ces/ces.ts'
export type { CesForm } from './models/ces/form.ts'
export { dynamicTheta } from './models/dynamic-theta.ts'
export { type EtsChoice, type EtsModel, ets } from './models/ets/ets.ts'
export type { FittedEts } from './models/ets/fitted.ts'
export type { EtsForm } from './models/ets/form.ts'
export { line } from './models/line.ts'
export { mean } from './models/mean.ts'
export { naive, seasonalNaive } from './models/naive.ts'
export { naive2 } from './models/naive2.ts'
export { theta } from './models/theta.ts'
export { normalCdf, normalQuantile } from './numerics/normal.ts'
export { Refusal, type RefusalCode } from './refusal.ts'
export type { Effect, FittedRegression, RegressionParts } from './regression/fitted.ts'
export { type RegressionChoice, type RegressionModel, regression } from './regression/regression.ts'
export type { BusinessEvent, Influences, Signal } from './regression/regressors.ts'
export type { Considered } from './regression/select.ts'
export { multipleSeasonality } from './season/multiple-seasonality.ts'
export { seasonallyAdjusted } from './season/seasonally-adjusted.ts'
export { learnsFromOthers } from './selection/learns-from-others.ts'
export type { AutoFitted, AutoRequest } from './selection/request.ts'
export { type FittedSibling, type Sibling, type SiblingRequest, siblingForecast } from './siblings/siblings.ts'
export { accept, applyFindings, type Finding, type FindingKind, reject } from './treatment/finding.ts'
export { type TreatedHistory, type TreatOptions, treatHistory } from './treatment/treat-history.ts'
export { online } from './updating/online.ts'
export { type Watched, type WatchRequest, watch } from './updating/watch.ts'
