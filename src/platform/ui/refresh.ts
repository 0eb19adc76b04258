import type { QueryClient } from '@tanstack/react-query'
import { authContract } from '../auth/contract.ts'
import { keyOf } from './call-key.ts'

/** Domain -> the domains it uses; '*' is every one. The session brings it, from the domains' own declarations. */
export type Uses = Readonly<Record<string, readonly string[]>>

/** Asks again what may have changed with these nouns: their own open calls, and those of every domain that uses them. Ends with the answers. */
export function refresh(cache: QueryClient, nouns: Iterable<string>): Promise<void> {
  const session = cache.getQueryData<{ uses: Uses }>(keyOf(authContract.session, {}))
  const changed = new Set([...nouns].flatMap((noun) => [noun, ...usersOf(noun, session?.uses ?? {})]))
  return cache.invalidateQueries({ predicate: ({ queryKey }) => changed.has(nounOf(String(queryKey[0]))) })
}

/** The domains that use this one. */
export function usersOf(noun: string, uses: Uses): string[] {
  return Object.keys(uses).filter((domain) => uses[domain]?.includes(noun) || uses[domain]?.includes('*'))
}

/** The noun of an API path: `/api/goals/attainment` is about goals. */
export function nounOf(path: string): string {
  return path.split('/')[2] ?? ''
}
