import { MILLION, rounded } from './incentives/amount.ts'
import type { Split } from './splits-on.sql.ts'

const whole = Number(MILLION)

/** Whose part of a deal is how large. */
export type Part<Amount> = { owner: string | null; part: Amount }

/** The share of each who has part in a deal; what is not split is the owner's, and of more than 100 % each has its part of the sum. */
export function sharesOf(owner: string | null, splits: readonly Split[]): Part<number>[] {
  const bottom = sharedOut(splits)
  const rest = Math.max(0, whole - promised(splits)) / whole
  return [
    ...splits.map(({ personId, millionths }) => ({ owner: personId, part: millionths / bottom })),
    ...(rest > 0 ? [{ owner, part: rest }] : []),
  ]
}

/** A worth in whole minor units, parted to the unit: each part is the difference of two rounded running sums, as in the roll-up. */
export function partsOfWorth(
  worth: number,
  { owner, splits }: { owner: string | null; splits: readonly Split[] },
): Part<number>[] {
  const bottom = BigInt(sharedOut(splits))
  let [upTo, given] = [0n, 0n]
  const parts: Part<number>[] = splits.map(({ personId, millionths }) => {
    upTo += BigInt(millionths)
    const before = given
    given = rounded(BigInt(worth) * upTo, bottom)
    return { owner: personId, part: Number(given - before) }
  })
  return [...parts, { owner, part: worth - Number(given) }]
}

function promised(splits: readonly Split[]): number {
  return splits.reduce((sum, { millionths }) => sum + millionths, 0)
}

/** What all shares are parts of, in millionths: the whole, or the sum of more than that. */
function sharedOut(splits: readonly Split[]): number {
  return Math.max(whole, promised(splits))
}

/** What some of those who share a worth have of it, to the unit. */
export function partOfWorth(
  worth: number,
  of: { owner: string | null; splits: readonly Split[] },
  isTheirs: (person: string | null) => boolean,
): number {
  return partsOfWorth(worth, of).reduce((sum, { owner, part }) => (isTheirs(owner) ? sum + part : sum), 0)
}
