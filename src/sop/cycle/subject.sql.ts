import { sql } from 'kysely'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** A cycle as a thing that actions and comments are about; whoever sees cycles sees each. */
export const cycleSubject: Subject = {
  noun: 'cycle',
  permission: 'sop:read',
  seen: async (db, _scope, ids) => {
    const { rows } = await sql<Titled>`
      select id, 'S&OP ' || to_char(month, 'FMMonth YYYY') as title, '/sop?tab=decisions&cycle=' || id as path
      from sop.cycle where id = any(${[...ids]}::uuid[])`.execute(db)
    return rows
  },
}
