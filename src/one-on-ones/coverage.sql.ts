import { readCompany } from '#company/profile.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import { type Coverage, type CoverageLine, coverageOf } from './coverage/coverage.ts'
import { membersToCover } from './series/series.sql.ts'

type Named = CoverageLine & { name: string; manager: string | null; team: string | null }

/** Who had a one-on-one held in the days before an instant, from times alone; `people` null is everybody. */
export async function coverageOn(
  db: Db,
  asked: { people: readonly string[] | null; day: string; now: Date; windowDays: number },
): Promise<Omit<Coverage, 'lines'> & { lines: Named[] }> {
  const { people, day, now, windowDays } = asked
  const { timeZone } = await readCompany(db)
  const members = await membersToCover(db, { people, day, zone: timeZone, windowDays })
  const { lines, ...sums } = coverageOf(members, { now, windowDays })
  return {
    ...sums,
    lines: lines.map((line, at) => ({
      ...line,
      name: members[at]!.name,
      manager: members[at]!.manager,
      team: members[at]!.team,
    })),
  }
}
