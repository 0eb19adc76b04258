import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { type OneNumber, oneNumberOf } from './consensus/one-number.ts'
import { cycleIds, loadCycle } from './log/cycles.sql.ts'

/** The families of the newest cycle begun by a day whose data are captured, beside what sales and finance say; null without one. */
export async function oneNumberOn(
  db: Db,
  day: string,
): Promise<{ cycleId: string; month: string; families: (OneNumber & { name: string })[] } | null> {
  for (const { id, month } of (await cycleIds(db)).filter((cycle) => cycle.month <= day)) {
    const found = oneNumberOf((await loadCycle(db, id)).state)
    if (found.length === 0) continue
    const { rows } = await sql<{ id: string; name: string }>`select id, name from company.family`.execute(db)
    const names = new Map(rows.map((family) => [family.id, family.name]))
    return {
      cycleId: id,
      month,
      families: found.map((each) => ({ ...each, name: names.get(each.familyId) ?? 'a family' })),
    }
  }
  return null
}
