import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

export type CapacityChange = { resource: string; month: string; share: number }

/** What scenarios change of the hours of resources. */
export async function capacityChanges(
  db: Db | Tx,
  ids: readonly string[],
): Promise<(CapacityChange & { scenarioId: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CapacityChange & { scenarioId: string }>`
    select scenario_id as "scenarioId", resource, month, share::float8 as share from sop.scenario_capacity
    where scenario_id = any(${[...ids]}::uuid[]) order by resource, month`.execute(db)
  return rows
}
