/** What each member of the smooth combination counts, in the order of `combinationMembers`. */
export type MemberWeights = readonly [
  ets: number,
  theta: number,
  dynamicTheta: number,
  changes: number,
  growth: number,
  autoregression: number,
  autoregressionOfChanges: number,
]

/**
 * Weights by season length, learned on the M3 series by `bench/forecasting/learn-weights.ts` (least OWA, then drawn halfway
 * to equal weights; see decisions/0004). Any other season has equal weights.
 */
export const combinationWeights: { readonly [seasonLength: number]: MemberWeights } = {
  1: [0.143, 0.071, 0.286, 0.117, 0.156, 0.156, 0.071],
  4: [0.178, 0.296, 0.071, 0.102, 0.071, 0.117, 0.165],
  12: [0.147, 0.123, 0.118, 0.071, 0.273, 0.172, 0.095],
}

/** The weights of a season that was not learned. */
export const equalWeights: MemberWeights = [1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]
