import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { stagesContract } from './contract.ts'
import { keepProbability } from './probability.tx.ts'
import { restateDeals } from './restate.tx.ts'

type NewStage = z.output<typeof stagesContract.addStage.body>
type StageChanges = z.output<typeof stagesContract.changeStage.body>
type StageFacts = { name: string; forecastCategory: string; probability: string; position: number; pipelineId: string }

/** Adds a pipeline and gives its id. */
export async function addPipeline(work: Work, { name }: { name: string }): Promise<string> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const id = newId()
    await refuseTaken(tx, { noun: 'pipeline', name, id })
    await sql`insert into crm.pipeline (id, name, created_at) values (${id}, ${name}, ${now})`.execute(tx)
    await audit({
      command: 'crm.add-pipeline',
      noun: 'pipeline',
      subjectId: id,
      summary: `Added the pipeline ${name}`,
      after: { name },
    })
    await emit('crm.pipeline.changed', { pipelineId: id })
    return id
  })
}

/** Gives a pipeline another name. */
export async function renamePipeline(work: Work, { id, name }: { id: string; name: string }): Promise<void> {
  await transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql<{ name: string }>`select name from crm.pipeline where id = ${id} for update`.execute(tx)
    const before = rows[0]
    if (!before) throw notFound('pipeline', id)
    await refuseTaken(tx, { noun: 'pipeline', name, id })
    await sql`update crm.pipeline set name = ${name} where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.rename-pipeline',
      noun: 'pipeline',
      subjectId: id,
      summary: `Renamed the pipeline ${before.name} to ${name}`,
      before,
      after: { name },
    })
    await emit('crm.pipeline.changed', { pipelineId: id })
  })
}

/** Adds a stage at the end of a pipeline and gives its id. */
export async function addStage(
  work: Work,
  { pipelineId, stage }: { pipelineId: string; stage: NewStage },
): Promise<string> {
  return transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql<{ next: number | null }>`
      select (select coalesce(max(position), 0) + 1 from crm.stage where pipeline_id = line.id) as next
      from crm.pipeline line where id = ${pipelineId} for update`.execute(tx)
    if (!rows[0]) throw notFound('pipeline', pipelineId)
    const id = newId()
    await refuseTaken(tx, { noun: 'stage', name: stage.name, id, pipelineId })
    await sql`insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
      values (${id}, ${pipelineId}, ${stage.name}, ${rows[0].next}, ${stage.outcome}, ${stage.forecastCategory}, ${stage.probability})`.execute(
      tx,
    )
    await audit({
      command: 'crm.add-stage',
      noun: 'stage',
      subjectId: id,
      summary: `Added the stage ${stage.name}`,
      after: stage,
    })
    await emit('crm.stage.changed', { stageId: id })
    return id
  })
}

/** Changes a stage; moving it shifts the stages between. Deals keep the category they have stated. */
export async function changeStage(work: Work, { id, changes }: { id: string; changes: StageChanges }): Promise<void> {
  await transact(work, async (writing) => {
    const { tx, now, audit, emit } = writing
    const { rows } = await sql<StageFacts>`select name, forecast_category as "forecastCategory",
      (select count(*) from crm.stage other where other.pipeline_id = stage.pipeline_id
        and (other.position, other.id) <= (stage.position, stage.id)) as position,
      probability::text as probability, pipeline_id as "pipelineId" from crm.stage stage where id = ${id} for update`.execute(
      tx,
    )
    const before = rows[0]
    if (!before) throw notFound('stage', id)
    const { alsoDeals, probabilityFrom, ...settings } = changes
    const after = { ...before, ...settings }
    await refuseTaken(tx, { noun: 'stage', name: after.name, id, pipelineId: before.pipelineId })
    if (after.name !== before.name)
      await sql`insert into crm.stage_name (stage_id, name, until) values (${id}, ${before.name}, ${now})`.execute(tx)
    if (Number(after.probability) !== Number(before.probability) || probabilityFrom !== undefined)
      await keepProbability(tx, { stageId: id, before: before.probability, from: probabilityFrom, now })
    await sql`update crm.stage set name = ${after.name}, forecast_category = ${after.forecastCategory},
      probability = ${after.probability} where id = ${id}`.execute(tx)
    const isRestated = alsoDeals && after.forecastCategory !== before.forecastCategory
    const restated =
      isRestated &&
      (await restateDeals(writing, {
        where: sql`deal.stage_id = ${id} and deal.forecast_category = ${before.forecastCategory}`,
        stageId: id,
        category: sql`${after.forecastCategory}::text`,
        reason: `category of the stage: ${before.forecastCategory} to ${after.forecastCategory}`,
      }))
    if (changes.position !== undefined && changes.position !== before.position) {
      await sql`update crm.stage stage set position = placed.place from (
          select id, row_number() over (order by case when id = ${id} then
            ${after.position}::numeric + ${after.position > before.position ? 0.5 : -0.5}::numeric else place end) as place
          from (select id, row_number() over (order by position, id) as place
            from crm.stage where pipeline_id = ${before.pipelineId}) standing) placed
        where placed.id = stage.id`.execute(tx)
    }
    await audit({
      command: 'crm.change-stage',
      noun: 'stage',
      subjectId: id,
      summary: `Changed the stage ${before.name}`,
      before,
      after: { ...after, ...(probabilityFrom && { probabilityFrom }) },
    })
    await emit('crm.stage.changed', { stageId: id, ...(restated && { restatedAt: restated.at }) })
  })
}

async function refuseTaken(
  tx: Tx,
  wanted: { noun: 'pipeline' | 'stage'; name: string; id: string; pipelineId?: string },
): Promise<void> {
  const { noun, name, id, pipelineId = null } = wanted
  const { rows } = await sql<{ id: string }>`
    select id from crm.pipeline where ${noun} = 'pipeline' and name = ${name} and id <> ${id}
    union all select id from crm.stage where ${noun} = 'stage' and name = ${name} and id <> ${id} and pipeline_id = ${pipelineId}`.execute(
    tx,
  )
  if (rows.length === 0) return
  throw refusal(409, {
    code: 'name-taken',
    message: `There is already a ${noun} called ${name}.`,
    wayOut: 'Choose another name.',
  })
}
