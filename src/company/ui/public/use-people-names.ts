import { useMemo } from 'react'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { peopleContract } from '../../people/contract.ts'

/** The present names of people by id, for texts that name people by id only. */
export function usePeopleNames(): ReadonlyMap<string, string> {
  const { can } = useSession()
  const { data } = useCall(
    peopleContract.list,
    { query: { left: 'show', limit: 10_000 } },
    { enabled: can('company:read') },
  )
  return useMemo(() => new Map((data?.people ?? []).map((person) => [person.id, person.name])), [data])
}
