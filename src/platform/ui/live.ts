import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { basePath } from './base-path.ts'
import { touches } from './use-call.ts'

const gatherMs = 250
const longestWaitMs = 30_000

/** Keeps what is on screen fresh: each event of the server refreshes the calls of its noun. */
export function useLiveUpdates(): void {
  const cache = useQueryClient()
  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    function refresh(): void {
      const nouns = [...changed]
      changed.clear()
      timer = undefined
      void cache.invalidateQueries({ predicate: ({ queryKey }) => nouns.some((noun) => touches(noun, queryKey)) })
    }
    return listen({
      heard: (name) => {
        changed.add(name.split('.')[0] ?? name)
        if (timer === undefined) timer = setTimeout(refresh, gatherMs)
      },
      missedSome: () => void cache.invalidateQueries(),
    })
  }, [cache])
}

/** Listens to the server's events, reconnecting with growing waits and saying so; returns how to stop. */
function listen({ heard, missedSome }: { heard: (name: string) => void; missedSome: () => void }): () => void {
  let source: EventSource | null = null
  let isLost = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let waitMs = 1000
  function open(): void {
    source = new EventSource(`${basePath()}/api/events`)
    source.addEventListener('open', () => {
      waitMs = 1000
      if (isLost) missedSome()
      isLost = false
    })
    source.addEventListener('happened', (event) => heard((JSON.parse(event.data) as { name: string }).name))
    source.addEventListener('error', () => {
      source?.close()
      isLost = true
      retry = setTimeout(open, waitMs)
      waitMs = Math.min(longestWaitMs, waitMs * 2)
    })
  }
  open()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}
