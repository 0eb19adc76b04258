import { movePoint, multiply, toMinor } from '#platform/numbers/decimal.ts'

/** Units times price in whole minor units, rounded half away from zero; null without a price. */
export function revenueOf({
  units,
  price,
  minorDigits,
}: {
  units: number | null
  price: string | null
  minorDigits: number
}): number | null {
  if (units === null || price === null) return null
  return Number(toMinor(multiply(String(units), price), minorDigits).minor)
}

/** Money divided by a price: the whole units that it stands for; null without a price above zero. */
export function unitsFor({
  amountMinor,
  price,
  minorDigits,
}: {
  amountMinor: number
  price: string | null
  minorDigits: number
}): number | null {
  const each = price === null ? 0 : Number(price)
  return each > 0 ? Math.round(Number(movePoint(String(amountMinor), -minorDigits)) / each) : null
}
