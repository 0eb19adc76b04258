import { setTimeout as pause } from 'node:timers/promises'
import { send } from '#platform/webhooks/send.io.ts'
import type { Workspace } from '#platform/workspace.ts'
import { type Attempt, hold, keepAttempts, tellScreens, withhold } from './attempts.tx.ts'
import { type Due, dueFor, secretsOf } from './due.sql.ts'
import { followEvents } from './follow.tx.ts'
import { factsSeenBy, type Receiver, receivers } from './receivers.sql.ts'
import { signedHeaders } from './standard.ts'

const AT_ONCE = 32
const PAUSE_MS = 200
/** A run ends after this long, so that changed addresses and secrets count; the next one goes on. */
const RUN_MS = 60_000

/**
 * Sends what is due, each webhook in a lane of its own, so that a slow receiver delays nobody else: while one of them is waited
 * for, the others go on with what has come meanwhile.
 */
export async function deliverDue(workspace: Workspace, signal: AbortSignal): Promise<void> {
  await followAll(workspace)
  const until = performance.now() + RUN_MS
  let busy = 0
  let all = 0
  async function lane(receiver: Receiver): Promise<void> {
    while (performance.now() < until) {
      signal.throwIfAborted()
      busy++
      const sent = await sendRound(workspace, receiver).finally(() => busy--)
      all += sent
      if (sent > 0) continue
      if (busy === 0) return
      await pause(PAUSE_MS, undefined, { signal })
      await followAll(workspace)
    }
  }
  const open = (await receivers(workspace)).filter(({ paused }) => !paused)
  await Promise.all(open.map(lane))
  if (all > 0) await tellScreens(workspace)
}

async function followAll(workspace: Workspace): Promise<void> {
  while (await followEvents(workspace));
}

/** Sends a first message about each thing that has one due; gives how many were due. */
async function sendRound(workspace: Workspace, receiver: Receiver): Promise<number> {
  const { db, clock } = workspace
  const now = clock().toISOString()
  const found = await dueFor(db, { webhookId: receiver.id, now, most: AT_ONCE })
  if (found.length === 0) return 0
  const held = await hold(workspace, found)
  const due = found.filter(({ id }) => held.has(id))
  const [facts, secrets] = await Promise.all([
    factsSeenBy(workspace, { reader: receiver, events: due }),
    secretsOf(db, { webhookId: receiver.id, now }),
  ])
  const isPing = ({ event }: Due) => event === 'integrations.ping'
  const withheld = due.filter((each, index) => facts[index] === null && !isPing(each))
  await withhold(
    workspace,
    withheld.map(({ id }) => id),
  )
  const attempts = await Promise.all(
    due.flatMap((each, index) =>
      facts[index] || isPing(each)
        ? [attempt(workspace, { receiver, secrets, due: each, data: facts[index] ?? {} })]
        : [],
    ),
  )
  await keepAttempts(workspace, attempts)
  return due.length
}

async function attempt(
  { clock, publicUrl }: Workspace,
  given: { receiver: Receiver; secrets: readonly string[]; due: Due; data: Record<string, unknown> },
): Promise<Attempt> {
  const { receiver, secrets, due, data } = given
  const at = clock()
  const began = performance.now()
  const body = JSON.stringify({ type: due.event, timestamp: due.happenedAt, data })
  const headers = signedHeaders({ id: `msg_${due.id}`, body, at, secrets })
  const answer = await send({ url: receiver.url, body, headers, publicUrl })
  return { due, answer, at: at.toISOString(), ms: Math.round(performance.now() - began) }
}
