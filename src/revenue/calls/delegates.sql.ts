import { sql } from 'kysely'
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
  const { rows } = await sql`select 1 from revenue.delegate where person_id = ${asked.personId}
    and delegate_id = ${asked.delegateId} and starts_on <= ${asked.day} and (ends_on is null or ends_on > ${asked.day})`.execute(
    tx,
  )
  return rows.length > 0
}
