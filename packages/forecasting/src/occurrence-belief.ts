import { type Declined, declined, type Fitted, type Model, type Values } from './contract.ts'
import { admit, checkUpdate } from './door.ts'
import { verbsOf } from './occurrence.ts'
import { type Belief, beliefAfter, beliefOf, chancesAhead } from './occurrence-belief/belief.ts'
import type { Habits } from './occurrence-belief/habits.ts'
import { habitsFrom } from './occurrence-belief/learn.ts'
import { demandQuantile, type Sizes, sizeLaw, sizesOf, withSize } from './occurrence-belief/sizes.ts'
import { usualHabits } from './occurrence-belief/usual.ts'

/** Learns the habits of intermittent series from histories that end in the same period; without any, they are the usual ones. */
export function learnHabits(histories: readonly Values[]): Habits {
  return habitsFrom(histories, usualHabits)
}

interface State {
  readonly habits: Habits
  readonly belief: Belief
  readonly sizes: Sizes
}

/**
 * Demand that comes now and then, weighed by Bayes' rule. The log odds of a demand may be steady, wander, fade or grow, and the
 * item may have ended in its present silence or end later: how probable each is comes from the series and from `habits`,
 * which series of the same company teach (`learnHabits`). Sizes are those seen, the later the more where they
 * change. Needs one demand; a missing period says nothing. Quantiles are those of the whole mixture.
 */
export function occurrenceBelief(): Model {
  return {
    name: 'weighed chance of demand',
    fit(series, options = {}): Fitted | Declined {
      const door = admit(series, options)
      if (door.kind === 'declined') return door
      const negative = door.y.find((value) => value < 0)
      if (negative !== undefined)
        return declined(`A chance of demand needs values of zero or more; got ${negative}. Use ETS or Theta.`)
      const sizes = sizesOf(door.y)
      if (sizes.seen.length === 0)
        return declined('A chance of demand needs a demand above zero; got none. Use the mean model.')
      const habits = options.habits ?? usualHabits
      return fittedAt({ habits, belief: beliefOf(door.y, habits), sizes })
    },
  }
}

function fittedAt(state: State): Fitted {
  const { habits, belief, sizes } = state
  return {
    kind: 'fitted',
    name: 'weighed chance of demand',
    ...verbsOf((horizon) => {
      const chances = chancesAhead({ belief, habits, horizon })
      const law = sizeLaw(sizes, habits.sizes)
      return {
        mean: chances.map((chance) => chance * law.mean),
        quantile: (p) => chances.map((chance) => demandQuantile({ chance, law }, p)),
      }
    }),
    update(value) {
      const demand = Math.max(0, checkUpdate(value))
      return fittedAt({
        habits,
        belief: beliefAfter(belief, demand, habits),
        sizes: demand > 0 ? withSize(sizes, demand) : sizes,
      })
    },
  }
}
