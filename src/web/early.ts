import type { QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '#platform/http/contract.ts'
import { call } from '#platform/ui/call.ts'
import { keyOf } from '#platform/ui/use-call.ts'

declare global {
  interface Window {
    /** What boot.js asked for before this code arrived; null where it was refused. */
    drumbeatEarly?: Record<string, Promise<unknown> | undefined>
  }
}

/** Takes up the answers that were asked for before the app was there. */
export function takeEarly(cache: QueryClient, endpoints: Endpoint[]): void {
  for (const endpoint of endpoints) {
    const early = window.drumbeatEarly?.[endpoint.path]
    if (!early) continue
    void cache.prefetchQuery({
      queryKey: keyOf(endpoint, {}),
      queryFn: async () => (await early) ?? call(endpoint),
      retry: false,
    })
  }
}
