import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Call } from '../schema.ts'
import { isDelegated } from './delegates.sql.ts'

/** Calls of a period that the reader may see, oldest first, on request with those they may replace as a delegate. An adjustment is for those above the person it is about. */
export async function callsOf(
  db: Db | Tx,
  scope: Scope,
  asked: { from: string; to: string; personId?: string | undefined; asDelegateOn?: string },
): Promise<Call[]> {
  const { rows } = await sql<Call>`${selectCall}
    where call.starts_on = ${asked.from} and call.ends_on = ${asked.to}
      and (${callSeen(scope)} or ${calledAsDelegate(scope, asked.asDelegateOn)})
      and (${asked.personId ?? null}::uuid is null or call.person_id = ${asked.personId ?? null})
    order by call.said_at, call.id`.execute(db)
  return rows
}

/** What of `call` the reader may see: an adjustment of their own call is for those above. */
export function callSeen(scope: Scope): RawBuilder<unknown> {
  const seen = ownedBy(scope.sees.calls, sql.ref('call.person_id'))
  if (scope.sees.calls === 'all') return seen
  return sql`${seen} and (call.voice = 'self' or call.person_id is distinct from ${scope.personId})`
}

/** A call that the reader may replace on a day for somebody who delegated to them. */
function calledAsDelegate({ personId }: Scope, day: string | undefined): RawBuilder<unknown> {
  if (day === undefined || personId === null) return sql`false`
  return sql`call.voice = 'self' and ${isDelegated({ personId: sql.ref('call.person_id'), delegateId: personId, day })}`
}

/** Calls of several past periods that the reader may see. */
export async function callsSince(db: Db, scope: Scope, asked: { from: string; to: string }): Promise<Call[]> {
  const { rows } = await sql<Call>`${selectCall}
    where call.starts_on >= ${asked.from} and call.ends_on <= ${asked.to} and call.voice = 'self'
      and ${ownedBy(scope.sees.calls, sql.ref('call.person_id'))}
    order by call.said_at, call.id`.execute(db)
  return rows
}

/** Every call about one person in a period: for writers that have asked already whether they may. */
export async function callsAbout(tx: Tx, asked: { from: string; to: string; personId: string }): Promise<Call[]> {
  const { rows } = await sql<Call>`${selectCall}
    where call.starts_on = ${asked.from} and call.ends_on = ${asked.to} and call.person_id = ${asked.personId}`.execute(
    tx,
  )
  return rows
}

/** One call by its id. */
export async function callById(db: Db | Tx, id: string): Promise<Call | undefined> {
  const { rows } = await sql<Call>`${selectCall} where call.id = ${id}`.execute(db)
  return rows[0]
}

const selectCall = sql`
  select call.id, call.person_id as "personId", person.name as "personName", call.covers, call.voice,
    call.starts_on as "startsOn", call.ends_on as "endsOn", call.commit_minor as "commitMinor",
    call.best_minor as "bestMinor", call.currency, call.note, author.name as "saidBy", call.said_by as "saidById",
    call.said_at as "saidAt", call.withdrawn_at as "withdrawnAt"
  from revenue.call call join company.person person on person.id = call.person_id
  left join auth."user" author on author.id = call.said_by`
