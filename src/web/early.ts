import type { QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '#platform/http/contract.ts'
import { call } from '#platform/ui/call.ts'
import { keyOf } from '#platform/ui/call-key.ts'

/** Takes up the answers that were asked for before the app was there; what was refused is left to ask again. */
export function takeEarly(cache: QueryClient, endpoints: Endpoint[]): void {
  for (const endpoint of endpoints) {
    const early = window.drumbeatEarly?.[endpoint.path]
    if (!early) continue
    const queryKey = keyOf(endpoint, {})
    if (endpoint.permission === 'public') {
      void cache.prefetchQuery({ queryKey, queryFn: async () => (await early) ?? call(endpoint), retry: false })
    } else {
      void early.then((reply) => reply !== null && cache.setQueryData(queryKey, reply))
    }
  }
}
