import { formatDay } from '@drumbeat/periods'
import { attainment } from '#goals/attainment.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { DueDays } from '../view/due.ts'

export type QuotaOf = { kind: string; name: string; quotaMinor: number | null; quotaBasis: string }

/** The quota of the person, team or company that a question is about, for its period. */
export async function quotaOf(
  db: Db,
  scope: Scope,
  asked: {
    due: DueDays
    person?: string | undefined
    team?: string | undefined
    territory?: readonly string[] | undefined
    now: Date
  },
): Promise<QuotaOf | null> {
  const { due, person, team, territory } = asked
  if (due.grain === null || due.grain === 'week') return null
  const reached = await attainment(db, scope, { grain: due.grain, on: formatDay(due.from), now: asked.now })
  const line = person
    ? reached.people.find((each) => each.subjectId === person)
    : team
      ? reached.teams.find((each) => each.subjectId === team)
      : territory?.length === 1
        ? reached.territories.find((each) => each.subjectId === territory[0])
        : (reached.company ?? reached.people.find((each) => each.subjectId === scope.personId))
  return line
    ? { kind: line.subjectKind, name: line.name, quotaMinor: line.quotaMinor, quotaBasis: line.quotaBasis }
    : null
}
