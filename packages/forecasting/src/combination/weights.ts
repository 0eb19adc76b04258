/**
 * What each member of the smooth combination counts, in the order of `combinationMembers`; they need not sum to 1. The guest is the growth of late
 * without a season, damped growth in months and quarters.
 */
export type MemberWeights = readonly [
  ets: number,
  theta: number,
  dynamicTheta: number,
  changes: number,
  growth: number,
  autoregression: number,
  autoregressionOfChanges: number,
  guest: number,
]

/**
 * Weights by season length; with a season learned on the M3 series by `bench/forecasting/learn-weights.ts` (least OWA, then drawn halfway
 * to equal weights and from there halfway to those of simulated series, which hold kinds M3 has few of; see
 * decisions/0004), without one, and the guest, on M3 from four origins (decisions/0041, 0080). Any other season has equal weights.
 */
export const combinationWeights: { readonly [seasonLength: number]: MemberWeights } = {
  1: [0.13, 0.065, 0.085, 0.24, 0.175, 0.07, 0.065, 0.17],
  4: [0.158, 0.177, 0.078, 0.173, 0.13, 0.093, 0.191, 0.2],
  12: [0.176, 0.102, 0.1, 0.107, 0.264, 0.119, 0.131, 0.33],
}

/** The same learned on simulated series by `bench/forecasting/simulated-weights.ts`: weights that never saw a real one. */
export const simulatedWeights: { readonly [seasonLength: number]: MemberWeights } = {
  1: [0.083, 0.075, 0.063, 0.225, 0.191, 0.125, 0.063, 0.175],
  4: [0.185, 0.063, 0.063, 0.063, 0.084, 0.063, 0.152, 0.328],
  12: [0.128, 0.063, 0.063, 0.063, 0.158, 0.063, 0.159, 0.305],
}

/** The weights of a season that was not learned. */
export const equalWeights: MemberWeights = [1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 0]

/**
 * The weights for a history of this length. Growth and changes are learned from few seasons with more error than they are worth: below six
 * seasons of months or quarters they count less, the autoregression of changes nothing below three.
 */
export function weightsFor(weights: MemberWeights, given: { length: number; seasonLength: number }): MemberWeights {
  const { length, seasonLength: m } = given
  if (!(m in combinationWeights) || m === 1) return weights
  const known = Math.min(1, Math.max(0, (length / m - (m === 4 ? 2 : 3)) / 3))
  const [ets, theta, dynamicTheta, changes, growth, autoregression, ofChanges, guest] = weights
  const trusted = (1 + 2 * known) / 3
  const invited = m === 4 ? guest * trusted : guest
  return [ets, theta, dynamicTheta, changes, growth * trusted, autoregression, ofChanges * known, invited]
}

/** True where there is an eighth member for this season: see `fitMembers`. */
export function hasGuest(seasonLength: number): boolean {
  return seasonLength in combinationWeights
}

/** How many usual 95 % half-widths a member may stray from the median of all: the shorter, the less one bad fit counts. */
export function leashOf(seasonLength: number): number {
  return leashes[seasonLength] ?? 1
}

const leashes: { readonly [seasonLength: number]: number } = { 1: 0.7, 12: 0.5 }
