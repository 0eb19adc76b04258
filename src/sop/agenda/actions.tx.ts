import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { finishAction } from '#actions/change.tx.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { BodyOf } from '../cycle/act.ts'
import { performIn } from '../log/perform.tx.ts'
import { causeOf } from './actions.sql.ts'

/** Writes an action down in the cycle, and gives it to its owner among all actions. */
export async function addCycleAction(
  work: Work,
  scope: Scope,
  { cycleId, ...given }: Omit<BodyOf<'action'>, 'id'> & { cycleId: string },
): Promise<void> {
  await transact(work, async (writing) => {
    const id = newId()
    await performIn(writing, scope, cycleId, { kind: 'action', body: { id, ...given } })
    const { says: title, ownerId, dueOn } = given
    await addAction(writing, { title, ownerId, dueOn, about: { noun: 'cycle', id: cycleId }, cause: causeOf(id) })
  })
}

/** Says in the cycle, and among all actions, that one is done. */
export async function finishCycleAction(
  work: Work,
  scope: Scope,
  { cycleId, actionId }: { cycleId: string; actionId: string },
): Promise<void> {
  await transact(work, async (writing) => {
    await performIn(writing, scope, cycleId, { kind: 'action-done', body: { id: actionId } })
    const { rows } = await sql<{ id: string }>`select id from actions.action
      where cause = ${causeOf(actionId)} and done_at is null and dropped_at is null`.execute(writing.tx)
    for (const { id } of rows) await finishAction(writing, id)
  })
}
