import type { Option } from '#platform/ui/form/FieldInput.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { peopleContract } from '../../people/contract.ts'
import { teamsContract } from '../../teams/contract.ts'

/** People to choose from, without those who cannot be meant. */
export function usePeopleOptions({ without = [] }: { without?: readonly string[] } = {}): Option[] {
  const { data } = useCall(peopleContract.list, { query: { left: 'hide', limit: 10_000 } })
  return (data?.people ?? [])
    .filter((person) => !without.includes(person.id))
    .map((person) => ({ value: person.id, label: person.title ? `${person.name} · ${person.title}` : person.name }))
}

/** Teams to choose from. */
export function useTeamOptions(): Option[] {
  const { data } = useCall(teamsContract.list)
  return (data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))
}
