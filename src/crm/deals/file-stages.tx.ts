import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'

/**
 * Makes the pipelines and stages that staged rows name and that are not there yet; those there keep their settings.
 * `named` is SQL for the words of stages that rows name, and the pipeline of each: a stage is made where rows name it.
 * Leaves the temporary tables `stage_map` (word of the file -> stage) and `opening_stage` (per pipeline).
 */
export async function writeStages(tx: Tx, { mapping }: Applying, named: RawBuilder<unknown>): Promise<void> {
  await sql`drop table if exists pg_temp.stage_map, pg_temp.opening_stage, pg_temp.named_stage`.execute(tx)
  await sql`create temp table named_stage on commit drop as ${named}`.execute(tx)
  await sql`create temp table stage_map on commit drop as select * from jsonb_to_recordset(${JSON.stringify(mapping.stages)}::jsonb)
    as m (value text, stage text, position int, outcome text, category text, probability numeric, opens boolean, pipeline text)`.execute(
    tx,
  )
  await sql`with made as (
      insert into crm.pipeline (id, name) select gen_random_uuid(), name from (select name from named_stage
        union select m.pipeline from stage_map m where m.pipeline is not null) as p
      on conflict (name) do nothing returning id, name)
    insert into noted (noun, subject_id, after)
    select 'pipeline', id, jsonb_build_object('id', id, 'name', name, 'mentioned', true) from made`.execute(tx)
  await sql`insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
    select gen_random_uuid(), p.id, m.stage, m.position, m.outcome, m.category, m.probability
    from (select distinct on (pipeline, stage) * from stage_map order by pipeline, stage, position) as m, crm.pipeline p
    where case when m.pipeline is null then (p.name, m.stage) in (select n.name, w.stage from named_stage n join stage_map w using (value))
      else p.name = m.pipeline end
    order by p.id, m.position on conflict (pipeline_id, name) do nothing`.execute(tx)
  await sql`create temp table opening_stage on commit drop as
    select distinct on (st.pipeline_id) st.pipeline_id, st.id as stage_id, st.forecast_category
    from crm.stage st left join stage_map m on m.stage = st.name where st.outcome = 'open' and st.merged_into is null
    order by st.pipeline_id, coalesce(m.opens, false) desc, st.position`.execute(tx)
}
