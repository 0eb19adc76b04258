import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { talkContract } from '../talk/contract.ts'

type NewAction = z.output<(typeof talkContract.addAction)['body']> & { roundId: string }
type Change = z.output<(typeof talkContract.changeAction)['body']> & { id: string }

/** Plans an action about what a round told. */
export async function addAction(work: Work, action: NewAction): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const closed = await sql`select 1 from pulse.published where round_id = ${action.roundId}`.execute(tx)
    if (closed.rows.length === 0)
      throw refusal(409, {
        code: 'not-closed',
        message: 'Nothing is published of this round yet.',
        wayOut: 'Wait for its close.',
      })
    const id = newId()
    await sql`insert into pulse.action (id, round_id, driver, unit_key, title, owner_id, due_on, created_by, created_at)
      values (${id}, ${action.roundId}, ${action.driver}, ${action.unitKey}, ${action.title}, ${action.ownerId}, ${action.dueOn},
        ${actor.id}, ${now})`.execute(tx)
    await audit({ command: 'pulse.add-action', noun: 'action', subjectId: id, summary: `Planned "${action.title}"` })
    await emit('pulse.action.changed', { actionId: id })
    return { id }
  })
}

/** Marks an action done or open, and tells the members. */
export async function changeAction(work: Work, { id, done, told }: Change): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ title: string }>`update pulse.action set
        done_at = case when ${done ?? null}::boolean then coalesce(done_at, ${now}) when ${done ?? null}::boolean = false then null else done_at end,
        told = case when ${told !== undefined} then ${told ?? null} else told end,
        told_at = case when ${told === undefined} then told_at when ${Boolean(told)} then coalesce(told_at, ${now}) end
      where id = ${id} returning title`.execute(tx)
    if (!rows[0]) throw notFound('action', id)
    await audit({
      command: 'pulse.change-action',
      noun: 'action',
      subjectId: id,
      summary: `Changed "${rows[0].title}"`,
      after: { done, told },
    })
    await emit('pulse.action.changed', { actionId: id })
    return { id }
  })
}
