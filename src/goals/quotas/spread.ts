/** Who or what gets a part of a target, by weight: history, potential or seats. */
export type Part = { key: string; weight: number }

/**
 * Spreads a whole amount over parts by weight, in multiples of `step`, so that the parts sum exactly to it: each gets the
 * whole steps of its share, the largest remainders get the steps that are left, the last part what is smaller than a step.
 */
export function spread(total: number, parts: readonly Part[], step = 1): number[] {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  const shares = parts.map(({ weight }) => (weights > 0 ? weight / weights : 1 / parts.length))
  const steps = Math.trunc(total / step)
  const whole = shares.map((share) => Math.floor(share * steps + 1e-9))
  const left = steps - whole.reduce((sum, each) => sum + each, 0)
  const byRemainder = shares
    .map((share, at) => ({ at, remainder: share * steps - whole[at]! }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (let nth = 0; nth < left; nth++) whole[byRemainder[nth % parts.length]!.at]!++
  const amounts = whole.map((each) => each * step)
  const rest = total - steps * step
  if (rest !== 0) amounts[byRemainder[0]!.at]! += rest
  return amounts
}

/** Spreads a target over subjects and each of those over periods; rows sum to the subjects, subjects to the target with its over-assignment. */
export function spreadQuotas(given: {
  targetMinor: number
  overAssignment: number
  subjects: readonly Part[]
  periods: readonly Part[]
  stepMinor: number
}): {
  assignedMinor: number
  subjects: { key: string; amountMinor: number; periods: { key: string; amountMinor: number }[] }[]
} {
  const { targetMinor, overAssignment, subjects, periods, stepMinor } = given
  const assignedMinor = Math.round(targetMinor * (1 + overAssignment))
  const amounts = spread(assignedMinor, subjects, stepMinor)
  return {
    assignedMinor,
    subjects: subjects.map(({ key }, at) => {
      const parts = spread(amounts[at]!, periods, stepMinor)
      return {
        key,
        amountMinor: amounts[at]!,
        periods: periods.map((period, nth) => ({ key: period.key, amountMinor: parts[nth]! })),
      }
    }),
  }
}

/** What is left of a quota when only some days of its period count, and what the rest gets: the two sum to the whole. */
export function prorated(
  amountMinor: number,
  days: { held: number; whole: number },
): { heldMinor: number; restMinor: number } {
  const held = Number((BigInt(amountMinor) * BigInt(days.held) * 2n + BigInt(days.whole)) / (2n * BigInt(days.whole)))
  return { heldMinor: held, restMinor: amountMinor - held }
}
