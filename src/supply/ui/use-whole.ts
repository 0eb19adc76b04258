import { useFormat } from '#platform/ui/use-format.tsx'
import type { PlanHead } from '../schema.ts'

/** Writes estimated money in whole units of the plan's currency. */
export function useWhole({ currency }: Pick<PlanHead, 'currency'>): (amount: number) => string {
  const { number } = useFormat()
  return (amount) => `${currency} ${number(Math.round(amount))}`
}
