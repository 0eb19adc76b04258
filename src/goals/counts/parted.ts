import { decimalText, MILLION, millionths, rounded } from '../incentives/amount.ts'

/**
 * A target parted at a day within its period, by days: whole pieces stay whole, others have six decimals, and both parts sum
 * exactly to it.
 */
export function parted(target: string, { days, before }: { days: number; before: number }) {
  const all = millionths(target)
  const piece = all % MILLION === 0n ? MILLION : 1n
  const leaving = rounded((all / piece) * BigInt(before), BigInt(days)) * piece
  return { leaving: decimalText(leaving, 6), coming: decimalText(all - leaving, 6) }
}
