/** What the present silence of an item says: how often it sold before, and how probable each explanation has become. */
export interface Silence {
  /** Periods with a demand, and periods known, up to and with the last demand. */
  readonly demands: number
  readonly until: number
  /** Periods known since then. */
  readonly gap: number
  /** Probability of the silence if the item lives, and of having ended in it, up to a common factor. */
  readonly lives: number
  readonly ended: number
}

/** In any period three items in a thousand end for good: the hazard that is assumed before the series is seen. */
const hazard = 0.003

/** Reads the silence at the end of a series; missing periods say nothing. */
export function silenceOf(series: ArrayLike<number>): Silence {
  let silence: Silence = { demands: 0, until: 0, gap: 0, lives: 1, ended: 0 }
  for (let t = 0; t < series.length; t++) silence = silenceAfter(silence, series[t]!)
  return silence
}

/** The silence one period later. */
export function silenceAfter(silence: Silence, value: number): Silence {
  if (Number.isNaN(value)) return silence
  const { demands, until, gap, lives, ended } = silence
  if (value > 0) return { demands: demands + 1, until: until + gap + 1, gap: 0, lives: 1, ended: 0 }
  const quiet = 1 - Math.min(0.98, demands / (until + 1))
  return {
    ...{ demands, until, gap: gap + 1 },
    lives: lives * (1 - hazard) * quiet,
    ended: ended + hazard * lives,
  }
}

/**
 * The probability that the item is still sold, by Bayes' rule: silence is as probable as (1 - chance)^gap while it lives, and
 * certain after its end, which comes with the same small hazard in every period.
 */
export function stillAlive({ lives, ended }: Silence): number {
  return lives / (lives + ended)
}
