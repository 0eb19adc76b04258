import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { SubjectKind } from '../schema.ts'

/** What quotas are asked for by; each part may be left out. */
export type AskedQuotas = {
  id?: string
  from?: string | undefined
  to?: string | undefined
  subjectKind?: SubjectKind | undefined
  subjectId?: string | undefined
  ended?: boolean
  /** As they stood at this instant instead of now. */
  knownAt?: string | undefined
}

/** Joins the subject of each quota, and who set it. */
export const withSubject = sql`
    left join company.person person on quota.subject_kind = 'person' and person.id = quota.subject_id
    left join company.team team on quota.subject_kind = 'team' and team.id = quota.subject_id
    left join company.territory territory on quota.subject_kind = 'territory' and territory.id = quota.subject_id
    left join company.family family on quota.subject_kind = 'family' and family.id = quota.subject_id
    left join auth."user" setter on setter.id = quota.set_by`

/** The name of the subject joined. */
export const subjectName = sql`coalesce(person.name, team.name, territory.name, family.name, 'Company')`

/** Whether a quota is among those asked for. */
export function isAsked(asked: AskedQuotas) {
  const { knownAt } = asked
  const stands = knownAt
    ? sql`quota.recorded_at <= ${knownAt} and (quota.ended_at is null or quota.ended_at > ${knownAt})`
    : sql`quota.ended_at is null`
  return sql`(${asked.ended ?? false} or ${stands})
      and (${asked.id ?? null}::uuid is null or quota.id = ${asked.id ?? null})
      and (${asked.from ?? null}::date is null or quota.ends_on > ${asked.from ?? null})
      and (${asked.to ?? null}::date is null or quota.starts_on < ${asked.to ?? null})
      and (${asked.subjectKind ?? null}::text is null or quota.subject_kind = ${asked.subjectKind ?? null})
      and (${asked.subjectId ?? null}::uuid is null or quota.subject_id = ${asked.subjectId ?? null})`
}

/** Who belongs to the team of each team quota, in money or in counts, on its last day. */
export async function membersWithin(db: Db, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ quotaId: string; personId: string }>`
    select quota.id as "quotaId", member.person_id as "personId"
    from (select id, subject_kind, subject_id, ends_on from goals.quota
      union all select id, subject_kind, subject_id, ends_on from goals.count_quota) quota
    join company.team_membership member on member.team_id = quota.subject_id and member.starts_on < quota.ends_on
      and (member.ends_on is null or member.ends_on >= quota.ends_on)
    where quota.id = any(${[...ids]}::uuid[]) and quota.subject_kind = 'team'`.execute(db)
  const members = new Map<string, Set<string>>()
  for (const { quotaId, personId } of rows) members.set(quotaId, (members.get(quotaId) ?? new Set()).add(personId))
  return members
}
