import { useCallback, useMemo } from 'react'
import { useCall } from '#platform/ui/use-call.ts'
import { settingsContract } from '../contract.ts'

/** What a permission allows in plain words, as its domain declares it. */
export function usePermissionWords(): (permission: string) => string {
  const { data } = useCall(settingsContract.roles)
  const words = useMemo(() => {
    const all = (data?.roles ?? []).flatMap((role) => role.may)
    return new Map(all.map((each) => [each.permission, each.words]))
  }, [data])
  return useCallback((permission: string) => words.get(permission) ?? permission, [words])
}
