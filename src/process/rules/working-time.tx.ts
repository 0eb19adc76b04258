import { sql } from 'kysely'
import { setCompanyHolidays } from '#company/change-holidays.tx.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type WorkingTimeRow, workingTimeRow } from './working-time.sql.ts'

/** Sets working days, hours and holidays. */
export async function setWorkingTime(work: Work, time: WorkingTimeRow): Promise<void> {
  if (time.toMinute <= time.fromMinute)
    throw refusal(400, {
      code: 'no-hours',
      message: 'Work ends before it begins.',
      wayOut: 'Let the end be after the beginning.',
    })
  return transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const before = await workingTimeRow(tx)
    await sql`update process.working_time set days = ${[...new Set(time.days)].sort()}::int[], from_minute = ${time.fromMinute}, to_minute = ${time.toMinute}`.execute(
      tx,
    )
    await setCompanyHolidays(writing, time.holidays)
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

/** Says that a person takes no new deals for a while. */
export async function addLeave(
  work: Work,
  leave: { personId: string; startsOn: string; endsOn: string },
): Promise<string> {
  if (leave.endsOn <= leave.startsOn)
    throw refusal(400, {
      code: 'no-days',
      message: `A leave from ${leave.startsOn} cannot end on ${leave.endsOn}.`,
      wayOut: 'The end is the first day back.',
    })
  return transact(work, async ({ tx, audit, emit }) => {
    const id = newId()
    const { rows } = await sql<{ name: string }>`insert into process.leave (id, person_id, starts_on, ends_on)
      select ${id}, person.id, ${leave.startsOn}, ${leave.endsOn} from company.person where person.id = ${leave.personId} and person.erased_at is null
      returning (select name from company.person where id = ${leave.personId}) as name`.execute(tx)
    if (!rows[0]) throw notFound('person', leave.personId)
    await audit({
      command: 'process.add-leave',
      noun: 'leave',
      subjectId: id,
      summary: `${rows[0].name} takes no new deals from ${leave.startsOn} to ${leave.endsOn}`,
    })
    await emit('process.rule.changed', {})
    return id
  })
}

/** Takes a leave back. */
export async function endLeave(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } =
      await sql`update process.leave set ended_at = ${now} where id = ${id} and ended_at is null returning id`.execute(
        tx,
      )
    if (rows.length === 0) throw notFound('leave', id)
    await audit({ command: 'process.end-leave', noun: 'leave', subjectId: id, summary: 'Took back a leave' })
    await emit('process.rule.changed', {})
  })
}
