import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The name that a stage had at an instant; undefined where it was the one of today. */
export type NameThen = (stageId: string, at: string) => string | undefined

/** The former names of stages, for what is shown as it was known then. */
export async function formerStageNames(db: Db | Tx): Promise<NameThen> {
  const { rows } = await sql<{ stageId: string; name: string; until: string }>`
    select stage_id as "stageId", name, until from crm.stage_name order by stage_id, until`.execute(db)
  const former = Map.groupBy(rows, ({ stageId }) => stageId)
  return (stageId, at) => former.get(stageId)?.find(({ until }) => Date.parse(until) > Date.parse(at))?.name
}

/** The names that renamed stages had at the end of a day of the company. */
export async function stageNamesOn(db: Db, day: string): Promise<ReadonlyMap<string, string>> {
  const { timeZone } = await readCompany(db)
  const { rows } = await sql<{ stageId: string; name: string }>`
    select distinct on (stage_id) stage_id as "stageId", name from crm.stage_name
    where until >= (${day}::date + 1)::timestamp at time zone ${timeZone} order by stage_id, until`.execute(db)
  return new Map(rows.map(({ stageId, name }) => [stageId, name]))
}
