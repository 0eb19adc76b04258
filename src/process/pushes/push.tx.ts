import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { companyToday } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { whereToPush } from './answer.sql.ts'

export type Pushing = { stageId: string; teamId: string; days: number; ownerId: string | null; dueOn: string | null }

/** Begins to push a stage of a team: what is expected is kept, somebody gets the action, and it is measured from today on. */
export async function beginPush(work: Work, scope: Scope, asked: Pushing): Promise<{ id: string; actionId: string }> {
  const { db, clock } = work.workspace
  const answer = await whereToPush(db, scope, { days: asked.days, limit: Number.MAX_SAFE_INTEGER, now: clock() })
  const lever = answer.levers.find(({ stageId, teamId }) => stageId === asked.stageId && teamId === asked.teamId)
  if (!lever)
    throw refusal(400, {
      code: 'no-lever',
      message:
        answer.why ??
        `The team does not take ${asked.days} days in that stage, or has no open deal that has still to pass it.`,
      wayOut: 'Choose one from the list of where to push.',
    })
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const id = newId()
    const { rows } = await sql`
      insert into process.push (id, stage_id, team_id, days, expected_minor, low_minor, high_minor, period_label, begins_on, added_by, added_at)
      values (${id}, ${lever.stageId}, ${lever.teamId}, ${lever.days}, ${lever.gainMinor}, ${lever.lowMinor}, ${lever.highMinor},
        ${answer.periodLabel}, ${await companyToday(tx, new Date(now))}, ${actor.id}, ${now})
      on conflict (stage_id, team_id) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0)
      throw refusal(409, {
        code: 'pushed-already',
        message: `${lever.stageName} is being pushed in team ${lever.teamName} already.`,
        wayOut: 'Stop that one first.',
      })
    const actionId = await addAction(writing, {
      title: `Shorten ${lever.stageName} by ${lever.days} days in team ${lever.teamName}`,
      ownerId: asked.ownerId,
      dueOn: asked.dueOn,
      about: null,
      cause: `process.push ${id}`,
    })
    await sql`update process.push set action_id = ${actionId} where id = ${id}`.execute(tx)
    await audit({ command: 'process.push', noun: 'push', subjectId: id, summary: lever.says, after: asked })
    await emit('process.rule.changed', { pushId: id })
    return { id, actionId }
  })
}

/** Stops pushing there. */
export async function endPush(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } =
      await sql`update process.push set ended_at = ${now} where id = ${id} and ended_at is null returning id`.execute(
        tx,
      )
    if (rows.length === 0) throw notFound('push', id)
    await audit({ command: 'process.end-push', noun: 'push', subjectId: id, summary: 'Stopped a push' })
    await emit('process.rule.changed', { pushId: id })
  })
}
