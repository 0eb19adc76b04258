import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { basePath } from './base-path.ts'
import { connection } from './connection.ts'
import { refresh } from './refresh.ts'

const gatherMs = 250
const longestAnswerMs = 3000
const longestWaitMs = 30_000

/** Keeps what is on screen fresh: an event refreshes the calls of its domain and of every domain that uses it. */
export function useLiveUpdates(): void {
  const cache = useQueryClient()
  useEffect(() => {
    const changed = new Set<string>()
    let isAsking = false
    // Answers that are under way are waited for: asked again at each event, none of a steady stream would ever arrive.
    async function refreshChanged(): Promise<void> {
      const asked = refresh(cache, [...changed])
      changed.clear()
      await Promise.race([asked.catch(() => {}), new Promise((resolve) => setTimeout(resolve, longestAnswerMs))])
      isAsking = false
      if (changed.size > 0) askSoon()
    }
    function askSoon(): void {
      if (isAsking) return
      isAsking = true
      setTimeout(refreshChanged, gatherMs)
    }
    return listen({
      heard: (name) => {
        changed.add(name.split('.')[0] ?? name)
        askSoon()
      },
      missedSome: () => void cache.invalidateQueries(),
    })
  }, [cache])
}

/** Listens to the server's events, reconnecting with growing waits and saying so; returns how to stop. */
function listen({ heard, missedSome }: { heard: (name: string) => void; missedSome: () => void }): () => void {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let waitMs = 1000
  function open(): void {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(`${basePath()}/api/events`)
    source.addEventListener('open', () => {
      waitMs = 1000
      if (connection.isLost()) missedSome()
      connection.set(false)
    })
    source.addEventListener('happened', (event) => heard((JSON.parse(event.data) as { name: string }).name))
    source.addEventListener('error', () => {
      source?.close()
      connection.set(true)
      retry = setTimeout(open, waitMs)
      waitMs = Math.min(longestWaitMs, waitMs * 2)
    })
  }
  function checkNow(): void {
    waitMs = 1000
    open()
  }
  open()
  connection.tryAgain = checkNow
  window.addEventListener('offline', checkNow)
  window.addEventListener('online', checkNow)
  return () => {
    window.removeEventListener('offline', checkNow)
    window.removeEventListener('online', checkNow)
    clearTimeout(retry)
    source?.close()
  }
}
