import { rounded } from './rounded.ts'

/** `1-10`: promoters 9-10, passives 7-8, detractors 1-6. `0-10`: the same with detractors 0-6. Stored with the round. */
export type Scale = '1-10' | '0-10'

/** How many gave each kind of answer. */
export type Tally = { promoters: number; passives: number; detractors: number }

/** The interval in which the whole team's score lies in 95 of 100 such rounds, in points from -100 to 100. */
export type Interval = { low: number; high: number; margin: number; centre: number }

export type Enps =
  | { score: null; exact: null; interval: null; reason: string; n: 0 }
  | { score: number; exact: number; interval: Interval; reason: null; n: number }

/** The quantile of the normal distribution for 95 %. */
export const Z95 = 1.959963984540054

/** Counts answers by kind on the raw number: nothing is stretched, clamped or rounded. What is null was skipped. */
export function tallyOf(answers: readonly (number | null)[], scale: Scale): Tally {
  const tally = { promoters: 0, passives: 0, detractors: 0 }
  for (const answer of answers) if (answer !== null) tally[kindOf(answer, scale)]++
  return tally
}

/** What is wrong with an answer on a scale; undefined when nothing is. */
export function answerProblem(answer: number, scale: Scale): string | undefined {
  const lowest = scale === '1-10' ? 1 : 0
  if (Number.isInteger(answer) && answer >= lowest && answer <= 10) return undefined
  return `${answer} is no answer on the scale ${scale}: whole numbers from ${lowest} to 10 are.`
}

/**
 * The employee net promoter score: 100 x (promoters - detractors) / n over those who gave a number. The interval is the
 * adjusted Wald one (three answers are added: 0.75 promoters, 0.75 detractors, the rest passive), narrowed by the finite
 * population factor sqrt((N - n)/(N - 1)) for `eligible` = N people; without N the population counts as endless.
 */
export function enpsOf(tally: Tally, eligible: number | null): Enps {
  const { promoters, passives, detractors } = tally
  const n = promoters + passives + detractors
  if (n === 0) {
    return { score: null, exact: null, interval: null, n: 0, reason: 'Nobody gave a number, so there is no score.' }
  }
  const exact = (100 * (promoters - detractors)) / n
  return { score: rounded(exact), exact, n, reason: null, interval: intervalOf({ promoters, detractors, n, eligible }) }
}

function intervalOf(of: { promoters: number; detractors: number; n: number; eligible: number | null }): Interval {
  const { promoters, detractors, n, eligible } = of
  const added = n + 3
  const p = (promoters + 0.75) / added
  const d = (detractors + 0.75) / added
  const error = Math.sqrt((p + d - (p - d) ** 2) / added)
  const centre = 100 * (p - d)
  const margin = 100 * Z95 * error * finiteFactor(n, eligible)
  return { centre, margin, low: Math.max(-100, centre - margin), high: Math.min(100, centre + margin) }
}

/** 0 once everybody answered: there is nobody left to be unsure of. */
function finiteFactor(n: number, eligible: number | null): number {
  if (eligible === null) return 1
  return n >= eligible ? 0 : Math.sqrt((eligible - n) / (eligible - 1))
}

function kindOf(answer: number, scale: Scale): keyof Tally {
  const problem = answerProblem(answer, scale)
  if (problem) throw new RangeError(problem)
  return answer >= 9 ? 'promoters' : answer >= 7 ? 'passives' : 'detractors'
}
