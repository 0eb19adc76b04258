import { type Declined, declined, type Fitted, type Model, type Values } from '../../contract.ts'
import { beginsAt } from '../../selection/inactive.ts'
import { checkUpdate, validate } from '../../validation.ts'
import { verbsOf } from '../verbs.ts'
import { defaultPrior } from './default-prior.ts'
import { priorFrom } from './learn-prior.ts'
import { type Belief, beliefAfter, beliefOf, chancesAhead } from './posterior.ts'
import type { IntermittentPrior } from './prior.ts'
import { demandQuantile, type Sizes, sizeLaw, sizesOf, withSize } from './sizes.ts'

/**
 * Learns the prior of intermittent series from histories that end in the same period, each since the item was there; without any, it is
 * the usual one.
 */
export function learnPrior(histories: readonly Values[]): IntermittentPrior {
  const since = histories.map((history) => {
    const y = Float64Array.from(history)
    return y.subarray(beginsAt(y))
  })
  return priorFrom(since, defaultPrior)
}

interface State {
  readonly prior: IntermittentPrior
  readonly belief: Belief
  readonly sizes: Sizes
}

/**
 * Demand that comes now and then, weighed by Bayes' rule. The log odds of a demand may be steady, wander, fade or grow, and the
 * item may have ended in its present inactivity or end later: how probable each is comes from the series and from `prior`,
 * which series of the same company teach (`learnPrior`). Sizes are those seen, the later the more where they
 * change. Needs one demand; a missing period says nothing. Quantiles are those of the whole mixture.
 */
export function bayesianIntermittent(): Model {
  return {
    name: 'Bayesian intermittent model',
    fit(series, options = {}): Fitted | Declined {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const negative = valid.y.find((value) => value < 0)
      if (negative !== undefined)
        return declined(`A chance of demand needs values of zero or more; got ${negative}. Use ETS or Theta.`)
      const sizes = sizesOf(valid.y)
      if (sizes.seen.length === 0)
        return declined('A chance of demand needs a demand above zero; got none. Use the mean model.')
      const prior = options.prior ?? defaultPrior
      return fittedAt({ prior, belief: beliefOf(valid.y, prior), sizes })
    },
  }
}

function fittedAt(state: State): Fitted {
  const { prior, belief, sizes } = state
  return {
    kind: 'fitted',
    name: 'Bayesian intermittent model',
    ...verbsOf((horizon) => {
      const chances = chancesAhead({ belief, prior, horizon })
      const law = sizeLaw(sizes, prior.sizes)
      return {
        mean: chances.map((chance) => chance * law.mean),
        quantile: (p) => chances.map((chance) => demandQuantile({ chance, law }, p)),
      }
    }),
    update(value) {
      const demand = Math.max(0, checkUpdate(value))
      return fittedAt({
        prior,
        belief: beliefAfter(belief, demand, prior),
        sizes: demand > 0 ? withSize(sizes, demand) : sizes,
      })
    },
  }
}
