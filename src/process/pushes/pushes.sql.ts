import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

export type StoredPush = {
  id: string
  stageId: string
  stageName: string
  teamId: string
  teamName: string
  days: number
  expectedMinor: number
  lowMinor: number
  highMinor: number
  periodLabel: string
  beginsOn: string
  actionId: string | null
}

/** What is being pushed, the newest first. */
export async function openPushes(db: Db): Promise<StoredPush[]> {
  const { rows } = await sql<StoredPush>`
    select push.id, push.stage_id as "stageId", coalesce(stage.name, 'a stage that is gone') as "stageName", push.team_id as "teamId",
      team.name as "teamName", push.days, push.expected_minor as "expectedMinor", push.low_minor as "lowMinor", push.high_minor as "highMinor",
      push.period_label as "periodLabel", push.begins_on as "beginsOn", push.action_id as "actionId"
    from process.push join company.team on team.id = push.team_id left join crm.stage on stage.id = push.stage_id
    where push.ended_at is null order by push.added_at desc, push.id limit 200`.execute(db)
  return rows
}
