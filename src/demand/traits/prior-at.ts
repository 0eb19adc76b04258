import { bayesianIntermittent, type Fitted, type IntermittentPrior, learnsFromOthers } from '@drumbeat/forecasting'

/** What intermittent items had in common when `at` periods were over, and how many taught it. */
export type DatedPrior = { at: number; prior: IntermittentPrior; items: number }

/** What a series may learn from others at that time: nothing where its demand is not intermittent. */
export function priorAt(
  priors: readonly DatedPrior[],
  { at, series }: { at: number; series: Float64Array },
): DatedPrior | undefined {
  const found = priors.find((each) => each.at === at)
  return found && learnsFromOthers(series) ? found : undefined
}

/** Says what a forecast owes to other items; nothing where its model does not ask them. */
export function learnedInWords(fitted: Fitted, prior: DatedPrior | undefined): string[] {
  if (!prior || !fitted.name.includes(bayesianIntermittent().name)) return []
  return [`How such demand fades and ends is learned from ${prior.items} intermittent series of this company.`]
}
