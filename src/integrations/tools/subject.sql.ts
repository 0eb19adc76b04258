import { sql } from 'kysely'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** A tool may be spoken of by whoever sees the tools. */
export const toolSubject: Subject = {
  noun: 'tool',
  permission: 'integrations:read',
  seen: async (db, _scope, ids) => {
    const { rows } = await sql<Titled>`
      select tool_id as id, name as title, '/integrations?tab=tools&tool=' || tool_id as path from integrations.tool
      where ended_at is null and tool_id = any(${[...ids]}::uuid[])`.execute(db)
    return rows
  },
}
