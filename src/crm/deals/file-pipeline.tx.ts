import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import { firstPipeline } from './deal-file.ts'

/**
 * Gives every staged row its pipeline. A file that names none leaves known deals in theirs and puts new ones where most of
 * its stages are. True where rows may have come to several pipelines by that.
 */
export async function placeInPipelines(tx: Tx, { mapping }: Applying): Promise<boolean> {
  const chosen = mapping.constants.pipeline ?? firstPipeline
  const isSaid = mapping.columns.some(({ field }) => field === 'pipeline') || chosen !== firstPipeline
  if (!isSaid)
    await sql`update staged as s set pipeline = p.name from crm.deal d join crm.pipeline p on p.id = d.pipeline_id
      where not s.is_out and d.external_id = s.key and d.ended_at is null`.execute(tx)
  const usual = isSaid ? chosen : ((await pipelineOf(tx, mapping.stages)) ?? chosen)
  const unplaced = isSaid
    ? sql`s.pipeline is null`
    : sql`not exists (select 1 from crm.deal d where d.external_id = s.key and d.ended_at is null)`
  await sql`update staged as s set pipeline = ${usual} where not s.is_out and ${unplaced}`.execute(tx)
  return !isSaid
}

/** The pipeline that has most of these stages; none where no pipeline has any. */
async function pipelineOf(tx: Tx, stages: Applying['mapping']['stages']): Promise<string | undefined> {
  const { rows } = await sql<{
    name: string
  }>`select p.name from crm.pipeline p join crm.stage st on st.pipeline_id = p.id
    where st.name = any (${[...new Set(stages.map(({ stage }) => stage))]}::text[])
    group by p.id order by count(*) desc, p.created_at, p.id limit 1`.execute(tx)
  return rows[0]?.name
}
