/** What each member of the smooth combination counts, in the order of `combinationMembers`. */
export type MemberWeights = readonly [ets: number, damped: number, theta: number, dynamicTheta: number, ces: number]

/**
 * Weights by season length, learned on the M3 series by `bench/forecasting/learn-weights.ts` (least OWA, then drawn halfway
 * to equal weights; see decisions/0004). Any other season has equal weights.
 */
export const combinationWeights: { readonly [seasonLength: number]: MemberWeights } = {
  1: [0.21, 0.1, 0.1, 0.473, 0.117],
  4: [0.151, 0.217, 0.302, 0.1, 0.23],
  12: [0.125, 0.244, 0.1, 0.302, 0.229],
}

/** The weights of a season that was not learned. */
export const equalWeights: MemberWeights = [0.2, 0.2, 0.2, 0.2, 0.2]
