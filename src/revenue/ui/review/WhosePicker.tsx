import { Select } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'

/** Whose week it is: everybody one sees, a manager with those below, or a team. */
export function WhosePicker() {
  const [search, change] = useUrlParams()
  const choices = useCall(crmContract.dealChoices).data
  const named = (kind: string, some: { id: string; name: string }[] = []) =>
    some.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }))
  const data = [
    { value: 'all', label: 'Everybody I see' },
    { group: 'Teams', items: named('team', choices?.teams) },
    { group: 'Managers', items: named('person', choices?.managers) },
  ]
  const value = search.team ? `team:${search.team}` : search.person ? `person:${search.person}` : 'all'
  return (
    <Select
      size="xs"
      w={200}
      aria-label="Whose week"
      data={data}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(chosen) => {
        const [kind, id = null] = String(chosen ?? 'all').split(':')
        change({ team: kind === 'team' ? id : null, person: kind === 'person' ? id : null })
      }}
    />
  )
}
