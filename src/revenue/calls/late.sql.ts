import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { LateCall } from '../schema.ts'
import { callSeen } from './calls.sql.ts'

/** The calls for a period that were refused, up to an instant, as far as the reader may see; the newest first. */
export async function lateCalls(
  db: Db,
  scope: Scope,
  { from, to, at }: { from: string; to: string; at: string },
): Promise<LateCall[]> {
  const { rows } = await sql<LateCall>`
    select call.id, call.person_id as "personId", person.name as "personName", call.covers, call.voice,
      call.commit_minor as "commitMinor", call.best_minor as "bestMinor", call.note, author.name as "saidBy",
      call.said_at as "saidAt", call.reason
    from revenue.late_call call join company.person person on person.id = call.person_id
      left join auth."user" author on author.id = call.said_by
    where call.starts_on = ${from} and call.ends_on = ${to} and call.said_at <= ${at} and ${callSeen(scope)}
    order by call.said_at desc, call.id`.execute(db)
  return rows
}
