/** The log odds of a probability. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability))
}

/** The probability of log odds; exact to rounding at both ends. */
export function expit(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds))
  const odds = Math.exp(logOdds)
  return odds / (1 + odds)
}

/** The log loss of log odds against an outcome of 0 or 1, without overflow. */
export function logLossOf(logOdds: number, outcome: number): number {
  const wrongSide = outcome > 0.5 ? -logOdds : logOdds
  return wrongSide > 0 ? wrongSide + Math.log1p(Math.exp(-wrongSide)) : Math.log1p(Math.exp(wrongSide))
}
