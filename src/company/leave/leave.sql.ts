import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Leave } from './contract.ts'

/** Whose leave one may note: who works here of those whose leave one sees. */
export async function peopleOfLeave(db: Db, scope: Scope, today: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.person
    where erased_at is null and (left_on is null or left_on >= ${today}) and ${ownedBy(scope.sees.leave, sql`id`)}
    order by lower(name), id`.execute(db)
  return rows
}

/** Leave that ends on a day or later, of the people whose leave one sees; a note is read by the person alone. */
export async function leaveFrom(
  db: Db,
  scope: Scope,
  { from, personId }: { from: string; personId?: string | undefined },
): Promise<Leave[]> {
  const { rows } = await sql<Leave>`select leave.id, leave.person_id as "personId", person.name as "personName",
      leave.starts_on as "startsOn", leave.last_day as "lastDay",
      case when leave.person_id = ${scope.personId} then leave.note else '' end as note
    from company.leave join company.person on person.id = leave.person_id
    where leave.ended_at is null and leave.last_day >= ${from} and ${ownedBy(scope.sees.leave, sql`leave.person_id`)}
      and (${personId ?? null}::uuid is null or leave.person_id = ${personId ?? null})
    order by leave.starts_on, lower(person.name), leave.id limit 2000`.execute(db)
  return rows
}
