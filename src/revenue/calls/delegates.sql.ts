import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'

export type Delegate = {
  id: string
  personId: string
  personName: string
  delegateId: string
  delegateName: string
  startsOn: string
  endsOn: string | null
}

/** Who may call for whom, as far as the reader sees either of them. */
export async function delegatesSeen(db: Db, scope: Scope): Promise<Delegate[]> {
  const { rows } = await sql<Delegate>`
    select held.id, held.person_id as "personId", person.name as "personName", held.delegate_id as "delegateId",
      delegate.name as "delegateName", held.starts_on as "startsOn", held.ends_on as "endsOn"
    from revenue.delegate held join company.person person on person.id = held.person_id
    join company.person delegate on delegate.id = held.delegate_id
    where ${ownedBy(scope.sees.calls, sql.ref('held.person_id'))} or held.delegate_id = ${scope.personId}
    order by held.starts_on desc, person.name`.execute(db)
  return rows
}

/** Whether somebody may call for a person on a day. */
export async function isDelegate(
  tx: Tx,
  asked: { personId: string; delegateId: string | null; day: string },
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select ${isDelegated(asked)} as held`.execute(tx)
  return rows[0]!.held
}

/** The condition for it; the person may be a column. */
export function isDelegated(asked: {
  personId: string | RawBuilder<unknown>
  delegateId: string | null
  day: string
}): RawBuilder<unknown> {
  return sql`exists (select from revenue.delegate held where held.person_id = ${asked.personId}
    and held.delegate_id = ${asked.delegateId} and held.starts_on <= ${asked.day}
    and (held.ends_on is null or held.ends_on > ${asked.day}))`
}
