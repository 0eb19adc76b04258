import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { systemActor, transact } from '#platform/transaction.ts'
import type { Answered } from '#platform/webhooks/send.io.ts'
import type { Workspace } from '#platform/workspace.ts'
import type { Due } from './due.sql.ts'
import { outcomeOf, secondsAfter } from './retries.ts'

/** How long a message that is being sent is held back from others, should its sender die. */
const HELD_SECONDS = 60

export type Attempt = { due: Due; answer: Answered; at: string; ms: number }

/** Marks messages as being sent, and gives those that nobody else is sending. */
export async function hold(workspace: Workspace, due: readonly Due[]): Promise<Set<string>> {
  const now = workspace.clock().toISOString()
  const { rows } = await sql<{ id: string }>`
    update integrations.delivery set next_at = ${secondsAfter(now, HELD_SECONDS)}
    where id = any(${due.map(({ id }) => id)}::uuid[]) and state = 'waiting' and next_at <= ${now} returning id`.execute(
    workspace.db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** A message that its receiver may no longer see is not sent. */
export async function withhold(workspace: Workspace, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update integrations.delivery set state = 'withheld', done_at = ${workspace.clock().toISOString()}
    where id = any(${[...ids]}::uuid[])`.execute(workspace.db)
}

/** Keeps what was answered to each message, and what becomes of it. */
export async function keepAttempts(workspace: Workspace, attempts: readonly Attempt[]): Promise<void> {
  const rows = attempts.map(({ due, answer, at, ms }) => {
    const outcome = outcomeOf(answer, { tries: due.tries + 1 })
    return {
      attempt: newId(),
      delivery: due.id,
      webhook: due.webhookId,
      at,
      ms,
      status: answer.status,
      says: answer.text.replaceAll('\0', '').slice(0, 500),
      gone: outcome.state === 'gone',
      state: outcome.state === 'gone' ? 'waiting' : outcome.state,
      next_at: outcome.state === 'waiting' ? secondsAfter(at, outcome.afterSeconds) : at,
    }
  })
  await workspace.db.transaction().execute(async (tx) => {
    const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(attempt uuid, delivery uuid, webhook uuid,
      at timestamptz, ms int, status int, says text, gone boolean, state text, next_at timestamptz)`
    await sql`insert into integrations.attempt (id, delivery_id, at, status, says, ms)
      select attempt, delivery, at, status, says, ms from ${given}`.execute(tx)
    await sql`update integrations.delivery d set state = x.state, tries = d.tries + 1, next_at = x.next_at,
      done_at = case when x.state = 'waiting' then null else x.at end
      from ${given} where d.id = x.delivery and d.state = 'waiting'`.execute(tx)
    await sql`update integrations.webhook w set paused_at = x.at,
      paused_because = 'The receiver answered 410: it is gone for good.'
      from ${given} where w.id = x.webhook and x.gone and w.paused_at is null`.execute(tx)
  })
}

/** Lets open screens see what became of the messages. */
export async function tellScreens(workspace: Workspace): Promise<void> {
  await transact({ workspace, actor: systemActor }, ({ emit }) => emit('integrations.webhook.changed', {}))
}
