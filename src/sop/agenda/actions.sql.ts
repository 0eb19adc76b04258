import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** What an action of a cycle is called among all actions. */
export function causeOf(actionId: string): string {
  return `sop ${actionId}`
}

/** When the actions of a cycle were done, by the id that the cycle knows them by; their owners finish them among all their actions. */
export async function finishedActions(db: Db, cycleId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ cause: string; doneAt: string }>`
    select cause, done_at as "doneAt" from actions.action
    where noun = 'cycle' and subject_id = ${cycleId} and done_at is not null and cause like 'sop %'`.execute(db)
  return new Map(rows.map(({ cause, doneAt }) => [cause.slice('sop '.length), doneAt]))
}
