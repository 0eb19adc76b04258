import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'

/** Where deals go whose file names no pipeline, in a company without any that has their stages. */
const firstPipeline = 'Sales'

/** Gives a pipeline to rows that name none: a known deal stays in its own, a new one goes where most of the file's stages are. */
export async function placeInPipelines(tx: Tx, { mapping }: Applying): Promise<void> {
  await sql`update staged as s set pipeline = p.name from crm.deal d join crm.pipeline p on p.id = d.pipeline_id
    where not s.is_out and s.pipeline is null and d.external_id = s.key and d.ended_at is null`.execute(tx)
  const usual = (await pipelineOf(tx, mapping.stages)) ?? firstPipeline
  await sql`update staged as s set pipeline = ${usual} where not s.is_out and s.pipeline is null`.execute(tx)
}

/** The pipeline that has most of these stages; none where no pipeline has any. */
async function pipelineOf(tx: Tx, stages: Applying['mapping']['stages']): Promise<string | undefined> {
  const named = [...new Set(stages.map(({ stage }) => stage))]
  const { rows } = await sql<{ name: string }>`
    select p.name from crm.pipeline p join crm.stage st on st.pipeline_id = p.id where st.name = any (${named}::text[])
    group by p.id order by count(*) desc, p.created_at, p.id limit 1`.execute(tx)
  return rows[0]?.name
}
