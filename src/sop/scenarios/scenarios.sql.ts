import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'

export type ScenarioRow = {
  id: string
  cycleId: string
  name: string
  madeAt: string
  madeBy: string | null
  mergedAt: string | null
  capacityChanges: number
}
export type EditedCell = {
  scenarioId: string
  familyId: string
  month: string
  units: number | null
  price: string | null
  wasUnits: number | null
  wasPrice: string | null
}

const columns = sql`s.id, s.cycle_id as "cycleId", s.name, s.made_at as "madeAt", u.name as "madeBy", s.merged_at as "mergedAt",
  (select count(*)::int from sop.scenario_capacity c where c.scenario_id = s.id) as "capacityChanges"
  from sop.scenario s left join auth."user" u on u.id = s.made_by`

/** The scenarios of a cycle, oldest first. */
export async function scenariosOf(db: Db, cycleId: string): Promise<ScenarioRow[]> {
  const { rows } = await sql<ScenarioRow>`select ${columns}
    where s.cycle_id = ${cycleId} and s.ended_at is null order by s.made_at, s.id`.execute(db)
  return rows
}

/** One scenario; refused where there is none. */
export async function scenarioById(db: Db | Tx, id: string): Promise<ScenarioRow> {
  const { rows } = await sql<ScenarioRow>`select ${columns} where s.id = ${id} and s.ended_at is null`.execute(db)
  if (!rows[0]) throw notFound('scenario', id)
  return rows[0]
}

/** The cells that scenarios hold. */
export async function editedCells(db: Db | Tx, ids: readonly string[]): Promise<EditedCell[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<EditedCell>`
    select scenario_id as "scenarioId", family_id as "familyId", month, units, trim_scale(price)::text as price,
      was_units as "wasUnits", trim_scale(was_price)::text as "wasPrice"
    from sop.scenario_cell where scenario_id = any(${[...ids]}::uuid[]) order by family_id, month`.execute(db)
  return rows
}
