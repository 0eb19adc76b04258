/** What a person is paid for a period, in minor units, and what is owed afterwards. */
export type Pay = {
  /** Earned now that was not paid before: the whole period less what locked runs of it earned. */
  earned: number
  /** What the draw adds so that the least is paid. */
  draw: number
  /** Taken from the earnings for what earlier draws or returns left owing. */
  recovered: number
  payable: number
  owedBefore: number
  owedAfter: number
}

/**
 * Earnings become a payment. At or above the draw, what is owed is recovered from what lies above it. Below the draw, the
 * draw is paid; what it advanced is owed afterwards if it is recoverable, and earnings below zero are owed always.
 */
export function payOf(given: {
  earned: number
  owedBefore: number
  draw: { minor: number; recoverable: boolean } | null
}): Pay {
  const { earned, owedBefore, draw } = given
  const least = draw?.minor ?? 0
  if (earned >= least) {
    const recovered = Math.min(owedBefore, earned - least)
    return { earned, draw: 0, recovered, payable: earned - recovered, owedBefore, owedAfter: owedBefore - recovered }
  }
  const advanced = least - Math.max(0, earned)
  const owing = (draw?.recoverable ? advanced : 0) + Math.max(0, -earned)
  return { earned, draw: least - earned, recovered: 0, payable: least, owedBefore, owedAfter: owedBefore + owing }
}
