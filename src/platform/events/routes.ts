import { streamSSE } from 'hono/streaming'
import { callerOf } from '../auth/session.ts'
import type { Mount } from '../http/mount.ts'
import { eventsContract } from './contract.ts'

const HEARTBEAT_MS = 15_000

/** After these, somebody may have lost their login. */
const loginsMayEnd = ['users.changed', 'company.person.erased']

/**
 * Live updates to the browser. Events carry their name only: what they are about is read again, within the scope. The stream
 * ends with the login it was opened by.
 */
export function eventRoutes(mount: Mount, closing: AbortSignal): void {
  mount(eventsContract.stream, async ({ workspace, context }) =>
    streamSSE(context, async (stream) => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      stream.onAbort(end)
      closing.addEventListener('abort', () => end(), { once: true })
      const endWithLogin = () => callerOf(workspace, context).then((caller) => caller ?? end(), end)
      const unsubscribe = workspace.events.subscribe(({ id, name }) => {
        void stream.writeSSE({ id, event: 'happened', data: JSON.stringify({ id, name }) })
        if (loginsMayEnd.includes(name)) void endWithLogin()
      })
      const heartbeat = setInterval(() => {
        void stream.write(': still here\n\n')
        void endWithLogin()
      }, HEARTBEAT_MS)
      await stream.write(': open\n\n')
      await ended
      clearInterval(heartbeat)
      unsubscribe()
    }),
  )
}
