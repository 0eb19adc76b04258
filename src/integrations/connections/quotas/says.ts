import { movePoint, toMinor } from '#platform/numbers/decimal.ts'
import { plainNumber } from '../chosen/words.ts'

/** What a quota says, in the words in which what is here is read: 1500.50 EUR, or 40. */
export function saysOf(
  { metric, value, currency }: { metric: string | null; value: string; currency: string | null },
  digits: ReadonlyMap<string, number>,
): string {
  const plain = plainNumber(value)
  if (metric !== null) return plain
  const behind = digits.get(currency ?? '') ?? 2
  return `${movePoint(toMinor(plain, behind).minor, -behind)} ${currency}`
}
