import { useSyncExternalStore } from 'react'

const watchers = new Set<() => void>()
let lost = false

/** Whether the server answers, as the stream of events tells; what is on screen stays either way. */
export const connection = {
  isLost: () => lost,
  set: (isLost: boolean): void => {
    if (lost === isLost) return
    lost = isLost
    for (const watcher of watchers) watcher()
  },
  /** Tries at once instead of waiting; set by whoever listens to the server. */
  tryAgain: (): void => undefined,
}

/** Whether the connection to the server is lost. */
export function useIsLost(): boolean {
  return useSyncExternalStore(watch, connection.isLost)
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
