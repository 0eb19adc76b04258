import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { type EventLog, emptyLog } from '../mining/log.ts'
import type { LogInfo } from '../schema.ts'

/** The event logs that were added, newest first. */
export async function eventLogs(db: Db, asked: { id?: string } = {}): Promise<LogInfo[]> {
  const { rows } = await sql<LogInfo>`
    select log.id, log.name, log.cases, log.events, log.activities, log.problems, log.added_at as "addedAt", who.name as "addedBy"
    from process.event_log log left join auth."user" who on who.id = log.added_by
    where (${asked.id ?? null}::uuid is null or log.id = ${asked.id ?? null}) order by log.added_at desc limit 500`.execute(
    db,
  )
  return rows
}

/** One event log in flat arrays, as kept: by case and time. */
export async function eventLog(db: Db, id: string): Promise<EventLog> {
  const [info] = await eventLogs(db, { id })
  if (!info) throw notFound('event log', id)
  const cases = await sql<{ name: string; amount: string | null }>`
    select name, amount::text as amount from process.event_case where log_id = ${id} order by number`.execute(db)
  const { rows } = await sql<{ c: string; a: string; t: string }>`
    select array_to_string(array_agg(case_number order by position), ' ') as c, array_to_string(array_agg(activity order by position), ' ') as a,
      array_to_string(array_agg(at_ms order by position), ' ') as t
    from process.event where log_id = ${id} group by position / 20000 order by position / 20000`.execute(db)
  const log = emptyLog(info.events, {
    activities: info.activities,
    caseIds: cases.rows.map(({ name }) => name),
    amounts: cases.rows.map(({ amount }) => (amount === null ? null : Number(amount))),
  })
  let next = 0
  let number = -1
  for (const { c, a, t } of rows) {
    const [numbers, activities, times] = [c.split(' '), a.split(' '), t.split(' ')]
    numbers.forEach((text, at) => {
      while (number < Number(text)) log.starts[++number] = next
      log.activity[next] = Number(activities[at])
      log.at[next++] = Number(times[at])
    })
  }
  log.starts[log.caseIds.length] = next
  return log
}
