import { useCallback, useMemo } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'

/** The name of a role by its key, as roles.ts has it. */
export function useRoleName(): (key: string) => string {
  const { data } = useCall(authContract.session)
  const names = useMemo(() => new Map((data?.roles ?? []).map((role) => [role.key, role.name])), [data])
  return useCallback((key: string) => names.get(key) ?? key, [names])
}
