import { add, multiply, toMinor } from '#platform/numbers/decimal.ts'

/** What a line is priced by; all exact decimals, the discount a share of the price. */
export type Priced = { quantity: string; unitPrice: string; discount: string | null }

/** What a line comes to in whole minor units: quantity times unit price, less the discount, rounded half away from zero. */
export function lineAmount(line: Priced, minorDigits: number): number {
  return Number(toMinor(netOf(line), minorDigits).minor)
}

/** Quantity times unit price, less the discount, as an exact decimal. */
export function netOf({ quantity, unitPrice, discount }: Priced): string {
  const gross = multiply(quantity, unitPrice)
  return discount === null ? gross : multiply(gross, add('1', multiply(discount, '-1')))
}
