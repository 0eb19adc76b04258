import { streamSSE } from 'hono/streaming'
import type { Mount } from '../http/mount.ts'
import { eventsContract } from './contract.ts'

const HEARTBEAT_MS = 15_000

/** Live updates to the browser. Events carry names and ids only: what they are about is read again, within the scope. */
export function eventRoutes(mount: Mount, closing: AbortSignal): void {
  mount(eventsContract.stream, async ({ workspace, context }) =>
    streamSSE(context, async (stream) => {
      const ended = new Promise<void>((resolve) => {
        stream.onAbort(resolve)
        closing.addEventListener('abort', () => resolve(), { once: true })
      })
      const unsubscribe = workspace.events.subscribe((event) => {
        const { id, name, subject } = event
        void stream.writeSSE({ id, event: 'happened', data: JSON.stringify({ id, name, subject }) })
      })
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS)
      await stream.write(': open\n\n')
      await ended
      clearInterval(heartbeat)
      unsubscribe()
    }),
  )
}
