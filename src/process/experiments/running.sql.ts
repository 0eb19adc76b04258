import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Running } from './judged.ts'

/** The experiments that stand, the newest first. */
export async function openExperiments(db: Db): Promise<Running[]> {
  const { rows } = await sql<Running>`
    select experiment.id, experiment.name, experiment.change, experiment.metric, experiment.stage_id as "stageId", stage.name as "stageName",
      experiment.team_ids as "teamIds", experiment.drawn_by_lot as "drawnByLot", experiment.starts_on as "startsOn", experiment.weeks,
      coalesce((select array_agg(team.name order by lower(team.name)) from company.team where team.id = any(experiment.team_ids)), '{}') as "teamNames"
    from process.experiment left join crm.stage on stage.id = experiment.stage_id
    where experiment.ended_at is null order by experiment.starts_on desc, experiment.id limit 200`.execute(db)
  return rows
}
