import { Select } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { actionsContract } from '#actions/contract.ts'
import type { About } from '#platform/subjects/subject.ts'
import { useCall } from '#platform/ui/use-call.ts'

type Named = { id: string; name: string }

/** Somebody of the company, found by name; with a thing, only those who may see it. */
export function PartyPicker(props: {
  label: string
  about: About | null
  value: Named | null
  onChange: (party: Named | null) => void
}) {
  const { about, value } = props
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed === value?.name ? '' : typed)
  const thing = about && { noun: about.noun, id: about.id }
  const found = useCall(actionsContract.parties, { query: { ...thing, q: asked, limit: 20 } })
  const parties: Named[] = found.data?.parties ?? []
  const all = value && !parties.some(({ id }) => id === value.id) ? [value, ...parties] : parties
  return (
    <Select
      label={props.label}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => props.onChange(all.find((party) => party.id === id) ?? null)}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
      placeholder="Nobody yet"
      nothingFoundMessage="Nobody of that name sees this"
      filter={({ options }) => options}
    />
  )
}
