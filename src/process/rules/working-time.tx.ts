import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type WorkingTimeRow, workingTimeRow } from './working-time.sql.ts'

/** Sets working days and hours; holidays are set in the company. */
export async function setWorkingTime(work: Work, time: Omit<WorkingTimeRow, 'holidays'>): Promise<void> {
  if (time.toMinute <= time.fromMinute)
    throw refusal(400, {
      code: 'no-hours',
      message: 'Work ends before it begins.',
      wayOut: 'Let the end be after the beginning.',
    })
  return transact(work, async ({ tx, audit, emit }) => {
    const { holidays: _, ...before } = await workingTimeRow(tx)
    await sql`update process.working_time set days = ${[...new Set(time.days)].sort()}::int[], from_minute = ${time.fromMinute}, to_minute = ${time.toMinute}`.execute(
      tx,
    )
    await audit({
      command: 'process.set-working-time',
      noun: 'working time',
      summary: 'Set the working time',
      before,
      after: time,
    })
    await emit('process.rule.changed', {})
  })
}
