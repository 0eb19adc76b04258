import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { improvementsContract } from './contract.ts'
import type { Told } from './effect.ts'

type Facts = z.output<(typeof improvementsContract)['addImprovement']['body']>

/** Adds an improvement with the value that its check has today, and gives its id. */
export async function addImprovement(work: Work, facts: Facts, before: Told | null): Promise<string> {
  const { kind, title, checkKey, ownerId, dueOn, expectedChange } = facts
  if (kind === 'tactical' && checkKey === null) {
    throw refusal(400, {
      code: 'no-check',
      message: `"${title}" is tactical, and no check is said that it is to lift.`,
      wayOut: 'Choose the check, or make it part of the roadmap.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    await sql`insert into practices.improvement
        (id, kind, title, check_key, owner_id, due_on, expected_change, before_value, before_n, added_by, added_at)
      values (${id}, ${kind}, ${title}, ${checkKey}, ${ownerId}, ${dueOn}, ${expectedChange}, ${before?.value ?? null},
        ${before?.n ?? null}, ${actor.id}, ${now})`.execute(tx)
    const summary = `Added the improvement "${title}"`
    await audit({ command: 'practices.add-improvement', noun: 'improvement', subjectId: id, summary, after: facts })
    await emit('practices.improvement.changed', { improvementId: id })
    return id
  })
}

/** Says that an improvement is done, was dropped, or is open again. */
export async function moveImprovement(
  work: Work,
  { id, state }: { id: string; state: 'open' | 'done' | 'dropped' },
): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const at = (wanted: string) => (state === wanted ? now : null)
    const { rows } = await sql<{ title: string }>`
      update practices.improvement set done_at = ${at('done')}, dropped_at = ${at('dropped')}
      where id = ${id} returning title`.execute(tx)
    if (!rows[0]) throw notFound('improvement', id)
    const summary = `The improvement "${rows[0].title}" is ${state}`
    await audit({ command: 'practices.move-improvement', noun: 'improvement', subjectId: id, summary })
    await emit('practices.improvement.changed', { improvementId: id })
  })
}
