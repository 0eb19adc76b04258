import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { AuditEntry } from './contract.ts'

export type AuditFilter = {
  noun?: string | undefined
  subjectId?: string | undefined
  search?: string | undefined
  before?: string | undefined
  limit: number
}

/** A page of the audit, newest first; `before` is the last id of the page above. */
export async function auditPage(
  db: Db,
  filter: AuditFilter,
): Promise<{ entries: AuditEntry[]; nouns: string[]; more: boolean }> {
  const { rows } = await sql<AuditEntry>`
    select a.id, a.at, a.actor_kind as "actorKind", u.name as "actorName", a.command, a.noun,
      a.subject_id as "subjectId", a.summary, a.before, a.after
    from platform.audit a left join auth."user" u on u.id = a.actor_id
    where (${filter.noun ?? null}::text is null or a.noun = ${filter.noun ?? null})
      and (${filter.subjectId ?? null}::text is null or a.subject_id = ${filter.subjectId ?? null})
      and (${filter.search ?? null}::text is null or a.summary ilike '%' || ${filter.search ?? null} || '%')
      and (${filter.before ?? null}::uuid is null or a.id < ${filter.before ?? null}::uuid)
    order by a.id desc limit ${filter.limit + 1}`.execute(db)
  const nouns = await sql<{ noun: string }>`select distinct noun from platform.audit order by noun`.execute(db)
  return {
    entries: rows.slice(0, filter.limit),
    nouns: nouns.rows.map((row) => row.noun),
    more: rows.length > filter.limit,
  }
}
