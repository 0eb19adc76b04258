/** What the present inactivity of an item says: how often it sold before, and how probable each explanation has become. */
export interface Inactivity {
  /** Periods with a demand, and periods known, up to and with the last demand. */
  readonly demands: number
  readonly until: number
  /** Periods known since then. */
  readonly gap: number
  /** Probability of the inactivity if the item lives, and of having ended in it, up to a common factor. */
  readonly lives: number
  readonly ended: number
}

/** In any period six items in a thousand end for good: the hazard that is assumed before the series is seen. */
const hazard = 0.006

/** Reads the inactivity at the end of a series; missing periods say nothing. */
export function inactivityOf(series: ArrayLike<number>): Inactivity {
  let inactivity: Inactivity = { demands: 0, until: 0, gap: 0, lives: 1, ended: 0 }
  for (let t = 0; t < series.length; t++) inactivity = inactivityAfter(inactivity, series[t]!)
  return inactivity
}

/** The inactivity one period later. */
export function inactivityAfter(inactivity: Inactivity, value: number): Inactivity {
  if (Number.isNaN(value)) return inactivity
  const { demands, until, gap, lives, ended } = inactivity
  if (value > 0) return { demands: demands + 1, until: until + gap + 1, gap: 0, lives: 1, ended: 0 }
  const quiet = 1 - Math.min(0.98, demands / (until + 1))
  return {
    ...{ demands, until, gap: gap + 1 },
    lives: lives * (1 - hazard) * quiet,
    ended: ended + hazard * lives,
  }
}

/**
 * The probability that the item is still sold, by Bayes' rule: inactivity is as probable as (1 - chance)^gap while it lives, and
 * certain after its end, which comes with the same small hazard in every period.
 */
export function stillAlive({ lives, ended }: Inactivity): number {
  return lives / (lives + ended)
}
