import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { finishedRuns, nodeName, type View } from '../forecasts/forecasts.sql.ts'
import type { Level } from '../schema.ts'
import type { NodeLag } from './contract.ts'

/** Accuracy by lag of every node of the current run that was measured, top down and by name. */
export async function accuracyByLag(
  db: Db,
  { grain, measure, level, territory }: View & { level?: Level | undefined; territory?: string | undefined },
): Promise<NodeLag[]> {
  const { current } = await finishedRuns(db, { grain, measure })
  if (!current) return []
  const { rows } = await sql<NodeLag>`
    select split_part(f.node, '@', 1) as key, f.level, ${nodeName} as name, i.code, l.*
    from demand.forecast f
    cross join lateral jsonb_to_recordset(f.by_lag) as l (lag int, forecasts int, wape float8, "naiveWape" float8, bias float8,
      coverage80 float8, coverage95 float8)
    left join company.family fam on fam.id = f.family_id and f.level = 'family'
    left join company.item i on i.id = f.item_id
    where f.run_id = ${current.id} and f.by_lag is not null and f.territory_id is not distinct from ${territory ?? null}::uuid
      and (${level ?? null}::text is null or f.level = ${level ?? null})
    order by array_position(array['all', 'family', 'item'], f.level), name, key, l.lag`.execute(db)
  return rows
}
