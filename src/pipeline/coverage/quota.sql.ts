import { formatDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { attainment } from '#goals/attainment.sql.ts'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { NEVER } from '../history/deal-history.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import type { DueDays } from '../view/due.ts'

export type QuotaOf = { kind: string; name: string; quotaMinor: number | null; quotaBasis: string }

type Whose = { person?: string | undefined; team?: string | undefined; territory?: readonly string[] | undefined }

/** The quotas of a period: of the person, team, territory or company that a question is about, and of whom a segment is of. */
export type Quotas = {
  of: (whose: Whose) => QuotaOf | null
  /** Null unless the segment is an owner who has no team below them, a team or a territory, and nothing else narrows it. */
  ofSegment: (by: readonly SegmentName[], keys: readonly string[]) => QuotaOf | null
}

/** Reads the quotas that the reader sees for the period a question is about, as they were known by its day of knowledge. */
export async function quotasFor(
  db: Db,
  scope: Scope,
  { due, knownBy, now }: { due: DueDays; knownBy: number; now: Date },
): Promise<Quotas> {
  if (due.grain === null || due.grain === 'week') return { of: () => null, ofSegment: () => null }
  const knownAt = knownBy < NEVER - 1 ? await lastInstantOf(db, formatDay(knownBy)) : undefined
  const reached = await attainment(db, scope, { grain: due.grain, on: formatDay(due.from), now, knownAt })
  return {
    of: (whose) => lineOf(reached, scope, whose),
    ofSegment: ([segment, ...more], [key]) => {
      if (more.length > 0 || key === undefined || key === 'none') return null
      if (segment === 'team') return lineOf(reached, scope, { team: key })
      if (segment === 'territory') return lineOf(reached, scope, { territory: [key] })
      const line = segment === 'owner' ? reached.people.find(({ subjectId }) => subjectId === key) : undefined
      return line && !line.isRollUp ? told(line) : null
    },
  }
}

async function lastInstantOf(db: Db, day: string): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select ((${day}::date + 1)::timestamp at time zone time_zone) - interval '1 millisecond' as at
    from company.profile`.execute(db)
  return rows[0]!.at
}

function lineOf(reached: Attainment, scope: Scope, { person, team, territory }: Whose): QuotaOf | null {
  const line = person
    ? reached.people.find((each) => each.subjectId === person)
    : team
      ? reached.teams.find((each) => each.subjectId === team)
      : territory?.length === 1
        ? reached.territories.find((each) => each.subjectId === territory[0])
        : (reached.company ?? reached.people.find((each) => each.subjectId === scope.personId))
  return line ? told(line) : null
}

function told({ subjectKind, name, quotaMinor, quotaBasis }: AttainmentLine): QuotaOf {
  return { kind: subjectKind, name, quotaMinor, quotaBasis }
}
