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
  1: [0.307, 0.071, 0.138, 0.132, 0.147, 0.121, 0.084],
  4: [0.084, 0.282, 0.071, 0.177, 0.071, 0.115, 0.199],
  12: [0.12, 0.134, 0.128, 0.071, 0.286, 0.168, 0.094],
}

/** The same learned on simulated series by `bench/forecasting/simulated-weights.ts`: weights that never saw a real one. */
export const simulatedWeights: { readonly [seasonLength: number]: MemberWeights } = {
  1: [0.119, 0.071, 0.071, 0.301, 0.133, 0.133, 0.172],
  4: [0.232, 0.071, 0.084, 0.169, 0.189, 0.071, 0.183],
  12: [0.232, 0.071, 0.071, 0.143, 0.243, 0.071, 0.167],
}

/** The weights of a season that was not learned. */
export const equalWeights: MemberWeights = [1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]
