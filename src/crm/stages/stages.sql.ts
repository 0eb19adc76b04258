import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Pipeline, Stage } from './contract.ts'

/** The pipelines with their stages in order. */
export async function pipelines(db: Db, scope: Scope): Promise<Pipeline[]> {
  const { rows } = await sql<
    Omit<Stage, 'id' | 'name'> & { id: string | null; name: string; pipelineId: string; pipelineName: string }
  >`
    select line.id as "pipelineId", line.name as "pipelineName", stage.id, stage.name,
      row_number() over (partition by line.id order by stage.position, stage.id) as position, stage.outcome,
      stage.forecast_category as "forecastCategory", trim_scale(stage.probability)::text as probability,
      coalesce((select jsonb_agg(jsonb_build_object('probability', trim_scale(former.probability)::text, 'until', former.until)
        order by former.until desc) from crm.stage_probability former where former.stage_id = stage.id), '[]') as probabilities,
      stage.merged_into as "mergedInto", stage.merged_at as "mergedAt",
      (select count(*) from crm.deal deal where deal.stage_id = stage.id and deal.ended_at is null
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}) as deals
    from crm.pipeline line left join crm.stage stage on stage.pipeline_id = line.id
    order by line.name, stage.position, stage.id`.execute(db)
  return [...Map.groupBy(rows, (row) => row.pipelineId)].map(([id, stages]) => ({
    id,
    name: stages[0]!.pipelineName,
    stages: stages.flatMap(({ pipelineId: _, pipelineName: __, ...stage }) =>
      stage.id === null ? [] : [{ ...stage, id: stage.id }],
    ),
  }))
}
