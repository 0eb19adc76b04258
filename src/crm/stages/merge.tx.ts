import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { restateDeals, retractStated } from './restate.tx.ts'

type Merged = { id: string; deals: number }
type Facts = {
  id: string
  name: string
  pipelineId: string
  outcome: string
  category: string
  mergedInto: string | null
  mergedAt: string | null
}

/** Merges a stage into another of its pipeline from now on: its deals move, the past keeps its name, no deal enters it again. */
export async function mergeStage(work: Work, { id, into }: { id: string; into: string }): Promise<Merged> {
  return transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const [from, to] = [await stageFacts(tx, id), await stageFacts(tx, into)]
    refuseUnlike(from, to)
    const { deals, at } = await restateDeals(writing, {
      where: sql`deal.stage_id = ${id}`,
      stageId: into,
      category: sql`case when deal.forecast_category = ${from.category} then ${to.category} else deal.forecast_category end`,
      reason: reasonOf(from, to),
    })
    await sql`update crm.stage set merged_into = ${into}, merged_at = ${at} where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.merge-stage',
      noun: 'stage',
      subjectId: id,
      summary: `Merged the stage ${from.name} into ${to.name}: ${deals} deals`,
      before: { mergedInto: null },
      after: { mergedInto: into, deals },
    })
    await emit('crm.stage.changed', { stageId: id, restatedAt: at })
    return { id, deals }
  })
}

/** Takes a merge back: deals that were not changed since stand in the old stage again, and it takes deals again. */
export async function unmergeStage(work: Work, id: string): Promise<Merged> {
  return transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const from = await stageFacts(tx, id)
    if (from.mergedInto === null || from.mergedAt === null) {
      throw refusal(409, {
        code: 'not-merged',
        message: `The stage ${from.name} is not merged into another.`,
        wayOut: 'Look at the list of stages: merged ones say into which.',
      })
    }
    const to = await stageFacts(tx, from.mergedInto)
    const deals = await retractStated(writing, { at: from.mergedAt, reason: reasonOf(from, to) })
    await sql`update crm.stage set merged_into = null, merged_at = null where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.unmerge-stage',
      noun: 'stage',
      subjectId: id,
      summary: `Took the stage ${from.name} out of ${to.name} again: ${deals} deals`,
      before: { mergedInto: to.id },
      after: { mergedInto: null, deals },
    })
    await emit('crm.stage.changed', { stageId: id, restatedAt: writing.now })
    return { id, deals }
  })
}

async function stageFacts(tx: Tx, id: string): Promise<Facts> {
  const { rows } =
    await sql<Facts>`select id, name, pipeline_id as "pipelineId", outcome, forecast_category as category,
    merged_into as "mergedInto", merged_at as "mergedAt" from crm.stage where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('stage', id)
  return rows[0]
}

function refuseUnlike(from: Facts, to: Facts): void {
  const refuse = (message: string, wayOut: string) => refusal(400, { code: 'cannot-merge', message, wayOut })
  if (from.id === to.id) throw refuse(`${from.name} cannot be merged into itself.`, 'Choose another stage.')
  if (from.pipelineId !== to.pipelineId)
    throw refuse(`${from.name} and ${to.name} are stages of two pipelines.`, 'Choose a stage of the same pipeline.')
  if (from.outcome !== to.outcome)
    throw refuse(
      `Deals in ${from.name} are ${from.outcome}, deals in ${to.name} are ${to.outcome}.`,
      'Choose a stage with the same outcome.',
    )
  const merged = [from, to].find(({ mergedInto }) => mergedInto !== null)
  if (merged)
    throw refuse(`${merged.name} is merged into another stage already.`, 'Choose the stage it was merged into.')
}

function reasonOf(from: Facts, to: Facts): string {
  return `stage ${from.id} merged into ${to.id}`
}
