import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { incentiveRun } from './runs.sql.ts'

export type Step = { runId: string; step: 'approved' | 'sent back' | 'locked'; note: string }

/** Approves a run, sends it back, or locks it. Who calculated it does not approve it; only an approved run is locked. */
export async function decideRun(work: Work, { runId, step, note }: Step): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select id from goals.incentive_run where id = ${runId} for update`.execute(tx)
    const run = await incentiveRun(tx, runId)
    if (run.status === 'locked' || run.status === 'replaced') {
      throw refusal(409, {
        code: run.status,
        message: `This run is ${run.status}; nothing more is decided on it.`,
        wayOut:
          run.status === 'locked'
            ? 'Run the period again: it pays the difference.'
            : 'Decide on the newer run of this period.',
      })
    }
    const { rows } = await sql<{
      by: string | null
    }>`select calculated_by as by from goals.incentive_run where id = ${runId}`.execute(tx)
    if (step === 'approved' && actor.id !== null && rows[0]?.by === actor.id) {
      throw refusal(403, {
        code: 'four-eyes',
        message: 'You calculated this run; somebody else approves it.',
        wayOut: 'Ask another person who may approve pay.',
      })
    }
    if (step === 'locked' && run.status !== 'approved') {
      throw refusal(409, {
        code: 'not-approved',
        message: `This run is ${run.status}; only an approved run is locked.`,
        wayOut: 'Have it approved first.',
      })
    }
    await sql`insert into goals.incentive_approval (id, run_id, step, note, said_by, said_at)
      values (${newId()}, ${runId}, ${step}, ${note}, ${actor.id}, ${now})`.execute(tx)
    await audit({
      command: 'goals.decide-run',
      noun: 'incentive run',
      subjectId: runId,
      summary: `${run.planName} ${run.from} until ${run.to}: ${step}`,
      after: { step, note },
    })
    await emit('goals.incentives.changed', { runId })
  })
}
