import { declined, type Fitted, type Model } from '../../contract.ts'
import { checkUpdate, validate } from '../../validation.ts'
import { demandQuantile, insertSize, verbsOf } from '../verbs.ts'
import { type Chance, chanceAfter, chanceAhead, estimateChance } from './chance.ts'

interface State {
  readonly chance: Chance
  /** The sizes seen, sorted, and their sum. */
  readonly sizes: Float64Array
  readonly total: number
}

/**
 * Demand that comes now and then, ever more rarely or more often: the chance of a demand follows a logistic line in time, whose
 * slope is drawn to zero; sizes are those seen. A forecast goes on fading (or growing) where the evidence says so, while a
 * steady chance is hardly moved. Needs one demand; a missing period says nothing.
 */
export function occurrenceTrend(): Model {
  return {
    name: 'trend of occurrence',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const negative = valid.y.find((value) => value < 0)
      if (negative !== undefined)
        return declined(`A trend of occurrence needs values of zero or more; got ${negative}. Use ETS or Theta.`)
      const sizes = valid.y.filter((value) => value > 0).sort()
      if (sizes.length === 0)
        return declined('A trend of occurrence needs a demand above zero; got none. Use the mean model.')
      const total = sizes.reduce((sum, value) => sum + value, 0)
      return fittedAt({ chance: estimateChance(valid.y), sizes, total })
    },
  }
}

function fittedAt(state: State): Fitted {
  const { chance, sizes, total } = state
  return {
    kind: 'fitted',
    name: 'trend of occurrence',
    ...verbsOf((horizon) => {
      const chances = Float64Array.from({ length: horizon }, (_, h) => chanceAhead(chance, h + 1))
      return {
        mean: chances.map((each) => (each * total) / sizes.length),
        quantile: (p) => chances.map((each) => demandQuantile({ chance: each, sizes }, p)),
      }
    }),
    update(value) {
      const seen = Number.isNaN(checkUpdate(value)) ? undefined : value > 0
      const next = { ...state, chance: chanceAfter(chance, seen) }
      return fittedAt(seen ? { ...next, sizes: insertSize(sizes, value), total: total + value } : next)
    },
  }
}
