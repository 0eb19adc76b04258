import type { Declined, FitOptions, Fitted, Model, Values } from '../contract.ts'
import { mean } from '../models/mean.ts'
import { imapa } from './aggregation.ts'
import { bayesianIntermittent } from './bayesian/bayesian-intermittent.ts'
import { defaultPrior } from './bayesian/default-prior.ts'
import type { IntermittentPrior } from './bayesian/prior.ts'
import { demandQuantile, type Sizes, sizeLaw, sizesOf, withSize } from './bayesian/sizes.ts'
import { type Inactivity, inactivityAfter, inactivityOf, stillAlive } from './inactivity.ts'
import { occurrenceTrend } from './occurrence-trend/occurrence-trend.ts'
import { verbsOf } from './verbs.ts'

/**
 * The combination for demand that comes now and then: the geometric mean of a trend of occurrence (which counts half), the plain mean
 * and IMAPA (a quarter each), drawn to IMAPA where that is lower, for demand fades more often than it grows; times the
 * probability that the item is still sold at all after its present inactivity. Given a prior, the Bayesian intermittent model counts
 * up to two thirds beside it. Quantiles are those of the sizes seen, the later the more where they change, with the chance that
 * this mean implies; intervals are widened to hold the mean. See decisions/0007 and 0085 for what each part brings.
 */
export function intermittentCombination(): Model {
  return { name: 'mean of trend of occurrence, mean, IMAPA', fit: fitCombination }
}

function fitCombination(series: Values, options: FitOptions = {}): Fitted | Declined {
  const { prior } = options
  const models = [occurrenceTrend(), mean(), imapa(), ...(prior ? [bayesianIntermittent()] : [])]
  const fits = models.map((model) => model.fit(series, { ...options, nonNegative: true }))
  const members = fits.filter((fit) => fit.kind === 'fitted')
  if (members.length < fits.length) return fits.find((fit) => fit.kind === 'declined')!
  return fittedAt({ members, prior, inactivity: inactivityOf(series), sizes: sizesOf(Float64Array.from(series)) })
}

interface State {
  readonly members: readonly Fitted[]
  readonly prior: IntermittentPrior | undefined
  readonly inactivity: Inactivity
  readonly sizes: Sizes
}

function fittedAt(state: State): Fitted {
  const { members, prior = defaultPrior, inactivity, sizes } = state
  return {
    kind: 'fitted',
    name: `mean of ${members.map((member) => member.name).join(', ')}`,
    ...verbsOf((horizon) => {
      const center = centerOf(state, horizon)
      const law = sizeLaw(sizes, prior.sizes)
      const chances = center.map((value) => Math.min(1, value / law.mean))
      return { mean: center, quantile: (p) => chances.map((chance) => demandQuantile({ chance, law }, p)) }
    }),
    update(value) {
      const demand = Math.max(0, value)
      return fittedAt({
        prior: state.prior,
        members: members.map((member) => member.update(value)),
        inactivity: inactivityAfter(inactivity, demand),
        sizes: demand > 0 ? withSize(sizes, demand) : sizes,
      })
    },
  }
}

function centerOf({ members, prior, inactivity }: State, horizon: number): Float64Array {
  const [trend, mean, imapa, learned] = members.map((member) => member.forecast({ horizon, levels: [] }).mean)
  const alive = stillAlive(inactivity)
  const share = prior ? (mostLearned * prior.taught) / (prior.taught + trust) : 0
  return trend!.map((value, h) => {
    const lately = imapa![h]!
    const own =
      alive * drawn(Math.sqrt(value) * Math.sqrt(Math.sqrt(mean![h]!) * Math.sqrt(lately)), lately, fading.byItself)
    return learned ? drawn(own ** (1 - share) * learned[h]! ** share, lately, fading.learned) : own
  })
}

/** How far, in logarithms, the mean is drawn to IMAPA where that is lower: less where it was learned how demand fades. */
const fading = { byItself: 0.3, learned: 0.2 }

function drawn(center: number, lately: number, by: number): number {
  return lately < center ? center * (lately / center) ** by : center
}

/** What the Bayesian model counts where very many series taught its prior, and from how many on it counts half of that. */
const [mostLearned, trust] = [2 / 3, 60]
