import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall } from '#platform/ui/use-call.ts'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'

/** Chooses an item of a plan by searching its code and name as one types: there may be tens of thousands. */
export function PlanItemPicker(props: { plan: PlanHead; value: string | null; onChange: (item: string) => void }) {
  const { plan, value, onChange } = props
  const [typed, setTyped] = useState(value ?? '')
  const [search] = useDebouncedValue(typed === value ? '' : typed, 200)
  const found = useCall(plansContract.items, { params: { id: plan.id }, query: { search, limit: 50 } })
  const nameOf = new Map(found.data?.items.map(({ item, name }) => [item, name]))
  const data = [...new Set([...nameOf.keys(), ...(value ? [value] : [])])]
  return (
    <Select
      aria-label="Item"
      size="xs"
      w={180}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      searchable
      allowDeselect={false}
      data={data}
      value={value}
      onChange={(item) => item && onChange(item)}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options.filter((each) => 'value' in each && nameOf.has(each.value))}
      renderOption={({ option }) => `${option.value} ${nameOf.get(option.value) ?? ''}`}
      nothingFoundMessage="No item of this plan by that code or name"
    />
  )
}
