import type { Workspace } from '../workspace.ts'

const soonMs = 200
const againMs = 5000

/** Asks for a job soon after anything happened, and every few seconds, whenever there is work for it. */
export function watch(given: {
  workspace: Workspace
  isDue: (workspace: Workspace) => Promise<boolean>
  ask: () => Promise<void>
  stopping: AbortSignal
}): void {
  const { workspace, isDue, ask, stopping } = given
  let waiting: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    waiting = null
    if (!stopping.aborted && (await isDue(workspace)) && !stopping.aborted) await ask()
  }
  function lookSoon(): void {
    waiting ??= setTimeout(() => void look().catch(() => {}), soonMs).unref() // the timer below looks again
  }

  const timer = setInterval(lookSoon, againMs).unref()
  const leave = workspace.events.subscribe(lookSoon)
  lookSoon()
  stopping.addEventListener('abort', () => {
    clearInterval(timer)
    if (waiting) clearTimeout(waiting)
    leave()
  })
}
