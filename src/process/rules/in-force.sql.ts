import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { StagePlace } from './broken.ts'
import type { Rule, Terms } from './terms.ts'

/** The rules in force, of some kinds. */
export async function rulesInForce(
  db: Db | Tx,
  kinds: readonly Terms['kind'][],
): Promise<(Rule & { since: string })[]> {
  const { rows } = await sql<Rule & { since: string }>`
    select id, name, terms, added_at as since from process.rule
    where ended_at is null and paused_at is null and kind = any(${kinds}::text[]) order by added_at, id`.execute(db)
  return rows
}

/** Every stage with its place. */
export async function stagePlaces(db: Db | Tx): Promise<Map<string, StagePlace>> {
  const { rows } = await sql<StagePlace>`
    select id, name, pipeline_id as "pipelineId", position, outcome from crm.stage order by position`.execute(db)
  return new Map(rows.map((stage) => [stage.id, stage]))
}

/** Activities by kind since the day on which a deal came to its stage. */
export async function activitiesInStage(db: Db | Tx, dealId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select activity.kind, count(*) as count from crm.activity join crm.deal on deal.id = activity.deal_id
    where activity.deal_id = ${dealId} and activity.ended_at is null
      and (deal.stage_since is null or activity.happened_at >= date_trunc('day', deal.stage_since)) group by 1`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

/** What a playbook calls its actions. */
export function causeOf(given: {
  ruleId: string
  dealId: string
  stageId: string
  enteredAt: string
  step: number
}): string {
  return `process.playbook ${given.dealId} ${given.stageId} ${given.ruleId} ${given.enteredAt} ${given.step}`
}

/** Titles of the open actions that playbooks added for a deal in a stage. */
export async function openPlaybookActions(
  db: Db | Tx,
  { dealId, stageId }: { dealId: string; stageId: string },
): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select title from actions.action where noun = 'deal' and subject_id = ${dealId} and done_at is null and dropped_at is null
      and starts_with(cause, ${`process.playbook ${dealId} ${stageId} `}) order by due_on nulls last, id`.execute(db)
  return rows.map(({ title }) => title)
}
