import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Dated } from '#platform/dated.ts'
import type { Db } from '#platform/db/pool.ts'
import { partyOfReader } from './parties.sql.ts'

/** What a reader has taken on to do by a day, on that day. */
export async function datedActions({ db, scope }: { db: Db; scope: Scope }): Promise<Dated[]> {
  const { rows } = await sql<{ id: string; title: string; dueOn: string }>`
    select id, title, due_on as "dueOn" from actions.action
    where owner_id = ${partyOfReader(scope)} and due_on is not null and done_at is null and dropped_at is null
    order by due_on, id`.execute(db)
  return rows.map(({ id, title, dueOn }) => ({
    ...{ id, title, path: `/actions?action=${id}` },
    when: { from: dueOn, to: dueOn },
  }))
}
