import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'

/** Chooses an account by searching as one types: there may be a hundred thousand. */
export function AccountPicker(props: { value: string | null; onChange: (id: string | null) => void }) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const found = useCall(crmContract.listAccounts, { query: { search, limit: 20, sort: 'name:asc' } })
  const data = (found.data?.accounts ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      label="Account"
      placeholder="Type to search"
      data={data}
      value={props.value}
      onChange={props.onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="No account by that name"
      searchable
      clearable
    />
  )
}
