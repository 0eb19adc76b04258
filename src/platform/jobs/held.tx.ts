import { CompiledQuery, sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'
import { isGone, type RunningProcess } from '../running-process.io.ts'

/** A process that carries jobs out; `servesData` when it serves from a data directory, of which there is one at a time. */
export type Holder = RunningProcess & { processId: string; servesData: boolean }

/** A job at one of its tries. */
export type Try = { name: string; id: string; attempt: number }

/** Notes which process is at a job; a process is at one job of a name at a time. */
export async function noteHeld(db: Db, { holder, job }: { holder: Holder; job: Try }): Promise<void> {
  const { processId, place, pid, startedAt, servesData } = holder
  await sql`insert into platform.job_holder (process_id, job_name, job_id, attempt, place, pid, started_at, serves_data)
    values (${processId}, ${job.name}, ${job.id}, ${job.attempt}, ${place}, ${pid}, ${startedAt}, ${servesData})
    on conflict (process_id, job_name) do update set job_id = excluded.job_id, attempt = excluded.attempt`.execute(db)
}

/**
 * Takes back the jobs of processes that are gone, to be tried again now: those that ended on this machine, an earlier server on
 * the data directory that is ours now, and whoever has been silent for twice as long as a job may be. Answers how many.
 */
export async function takeBack(
  db: Db,
  { holder, fail }: { holder: Holder; fail: (job: { name: string; id: string }, tx: Tx) => Promise<void> },
): Promise<number> {
  const gone = await goneProcesses(db, holder)
  return db.transaction().execute(async (tx) => {
    const { rows } = await tx.executeQuery<{ name: string; id: string }>(CompiledQuery.raw(lost, [gone]))
    for (const job of rows) {
      await fail(job, tx)
      await tx.executeQuery(CompiledQuery.raw(now, [job.name, job.id]))
    }
    await tx.executeQuery(CompiledQuery.raw(forgotten))
    return rows.length
  })
}

/** The tables of pg-boss are its own, made when it starts. */
const lost = `select j.name, j.id::text as id from pgboss.job j
  left join platform.job_holder h on h.job_id = j.id and h.attempt = j.retry_count
  where j.state = 'active' and (h.process_id = any($1::uuid[])
    or (j.heartbeat_on + 2 * j.heartbeat_seconds * interval '1 second' < now()
      and pg_postmaster_start_time() < now() - interval '15 seconds'))
  for update of j skip locked`
const now = `update pgboss.job set start_after = now() where name = $1 and id = $2::uuid and state = 'retry'`
const forgotten = `delete from platform.job_holder h where not exists (
  select from pgboss.job j where j.id = h.job_id and j.retry_count = h.attempt and j.state = 'active')`

async function goneProcesses(db: Db, mine: Holder): Promise<string[]> {
  const { rows } = await sql<Holder>`
    select distinct process_id::text as "processId", place, pid, started_at as "startedAt", serves_data as "servesData"
    from platform.job_holder where process_id <> ${mine.processId}`.execute(db)
  const gone: string[] = []
  for (const each of rows) {
    const replaced = mine.servesData && each.servesData
    if (replaced || (await isGone(each))) gone.push(each.processId)
  }
  return gone
}
