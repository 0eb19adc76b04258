import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { logOf, type RawEvent } from '../mining/log.ts'
import type { LogProblem } from './read-log.ts'

/** Rows that one statement takes. */
const CHUNK = 50_000

/** Keeps an event log; its events are put in order by case and time once, here. */
export async function addLog(
  work: Work,
  given: { name: string; events: readonly RawEvent[]; problems: readonly LogProblem[] },
): Promise<string> {
  const log = logOf(given.events)
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    await sql`insert into process.event_log (id, name, activities, cases, events, problems, added_by, added_at)
      values (${id}, ${given.name}, ${JSON.stringify(log.activities)}, ${log.caseIds.length}, ${log.activity.length},
        ${JSON.stringify(given.problems)}, ${actor.id}, ${now})`.execute(tx)
    await sql`insert into process.event_case (log_id, number, name, amount)
      select ${id}, c.number - 1, c.name, c.amount from unnest(${[...log.caseIds]}::text[], ${[...log.amounts]}::numeric[])
        with ordinality as c(name, amount, number)`.execute(tx)
    const numbers = new Int32Array(log.activity.length)
    for (let number = 0; number < log.caseIds.length; number++)
      numbers.fill(number, log.starts[number], log.starts[number + 1])
    for (let at = 0; at < log.activity.length; at += CHUNK) {
      const part = <T extends Int32Array | Float64Array>(of: T) => [...of.subarray(at, at + CHUNK)]
      await sql`insert into process.event (log_id, case_number, position, activity, at_ms)
        select ${id}, e.c, ${at} + e.nth, e.a, e.t from unnest(${part(numbers)}::int[], ${part(log.activity)}::int[], ${part(log.at)}::bigint[])
          with ordinality as e(c, a, t, nth)`.execute(tx)
    }
    await audit({
      command: 'process.add-log',
      noun: 'event log',
      subjectId: id,
      summary: `Added the event log ${given.name}: ${log.activity.length} events of ${log.caseIds.length} cases`,
    })
    await emit('process.log.changed', { logId: id })
    return id
  })
}

/** Deletes an event log with its events. */
export async function deleteLog(work: Work, id: string): Promise<boolean> {
  return transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql<{ name: string }>`delete from process.event_log where id = ${id} returning name`.execute(
      tx,
    )
    if (!rows[0]) return false
    await audit({
      command: 'process.delete-log',
      noun: 'event log',
      subjectId: id,
      summary: `Deleted the event log ${rows[0].name}`,
    })
    await emit('process.log.changed', { logId: id })
    return true
  })
}
