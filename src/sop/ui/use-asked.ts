import { itemsContract } from '#company/items/contract.ts'
import type { Option } from '#platform/ui/form/FieldInput.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { monthAfter } from '../cycle/state.ts'

/** Families to choose from. */
export function useFamilyOptions(): Option[] {
  const { data } = useCall(itemsContract.families)
  return (data?.families ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

/** The months of a cycle to choose from. */
export function useMonthOptions({ firstMonth, horizon }: { firstMonth: string; horizon: number }): Option[] {
  const { month } = useFormat()
  return Array.from({ length: horizon }, (_, at) => monthAfter(firstMonth, at)).map((value) => ({
    value,
    label: month(value),
  }))
}

/** A typed amount of money in minor units. */
export function minorOf(typed: string, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return Math.round(Number(typed) * 10 ** maximumFractionDigits)
}
