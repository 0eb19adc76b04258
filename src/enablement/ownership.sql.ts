import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { type Area, areasWith, type Ownership, ownershipOf } from './ownership/areas.ts'

/** Who owns which area as of an instant, the usual ones and the company's own. */
export async function ownershipOn(db: Db, at: Date): Promise<(Area & { ownership: Ownership })[]> {
  const { rows } = await sql<Area>`
    select key, name, operations, enablement, shared_because as "sharedBecause" from enablement.area
    where set_at <= ${at.toISOString()} and (ended_at is null or ended_at > ${at.toISOString()}) order by lower(name)`.execute(
    db,
  )
  return areasWith(rows).map((area) => ({ ...area, ownership: ownershipOf(area) }))
}
