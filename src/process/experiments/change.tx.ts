import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Design } from './running-contract.ts'

/** Puts an experiment on the list; it is measured by itself from its day on. */
export async function addExperiment(work: Work, design: z.output<typeof Design>): Promise<string> {
  if ((design.metric === 'days in stage') !== (design.stageId !== null))
    throw refusal(400, {
      code: 'no-stage',
      message: 'Days in stage are measured of one stage, other metrics of none.',
      wayOut: 'Name the stage, or choose another metric.',
    })
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const teams = await sql<{ id: string }>`select id from company.team`.execute(tx)
    const chosen = new Set(design.teamIds)
    const known = teams.rows.filter(({ id }) => chosen.has(id)).length
    if (known < chosen.size)
      throw refusal(400, {
        code: 'unknown',
        message: 'One of the teams is not there.',
        wayOut: 'Choose teams that exist.',
      })
    if (known === teams.rows.length)
      throw refusal(400, {
        code: 'no-control',
        message: 'Every team would work in the new way: there is nothing to compare with.',
        wayOut: 'Leave at least one team as it is.',
      })
    const id = newId()
    const { rows } = await sql`
      insert into process.experiment (id, name, change, metric, stage_id, team_ids, drawn_by_lot, starts_on, weeks, added_by, added_at)
      values (${id}, ${design.name}, ${design.change}, ${design.metric}, ${design.stageId}, ${[...chosen]}::uuid[], ${design.drawnByLot},
        ${design.startsOn}, ${design.weeks}, ${actor.id}, ${now})
      on conflict (lower(name)) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0)
      throw refusal(409, {
        code: 'name-taken',
        message: `There is an experiment named "${design.name}" already.`,
        wayOut: 'Choose another name.',
      })
    await audit({
      command: 'process.add-experiment',
      noun: 'experiment',
      subjectId: id,
      summary: `Started the experiment ${design.name}`,
      after: design,
    })
    await emit('process.rule.changed', { experimentId: id })
    return id
  })
}

/** Takes an experiment off the list. */
export async function endExperiment(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{
      name: string
    }>`update process.experiment set ended_at = ${now} where id = ${id} and ended_at is null returning name`.execute(tx)
    if (!rows[0]) throw notFound('experiment', id)
    await audit({
      command: 'process.end-experiment',
      noun: 'experiment',
      subjectId: id,
      summary: `Ended the experiment ${rows[0].name}`,
    })
    await emit('process.rule.changed', { experimentId: id })
  })
}
