import { minorDigits } from '#platform/numbers/minor.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { PlanHead } from '../schema.ts'

type WriteMoney = (amount: number) => string

/** Writes estimated money in whole units of the plan's currency: `$46,766,771`. */
export function useWhole({ currency }: Pick<PlanHead, 'currency'>): WriteMoney {
  const { wholeMoney } = useFormat()
  return (amount) => wholeMoney(amount, currency)
}

/** Writes estimated money shortly, for the one sentence of a screen: `$46.8 M`. */
export function useShort({ currency }: Pick<PlanHead, 'currency'>): WriteMoney {
  const { shortMoney } = useFormat()
  return (amount) => shortMoney(amount * 10 ** minorDigits(currency), currency)
}
