import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Mapping, mapping } from '#platform/importing/mapping.ts'
import type { Workspace } from '#platform/workspace.ts'
import { opened } from '../recognise/questions.ts'
import type { Outcome } from './load.tx.ts'
import { OpenQuestions } from './open-questions.ts'

/** Follows a load from outside its transaction: shows how far it is, hears when it is cancelled, records how it ended. */
export type Watch = {
  signal: AbortSignal
  follow: (client: pg.PoolClient) => Promise<void>
  reading: (id: string, at: { rows: number; bytes: number }) => void
  writing: (id: string) => void
  /** Inside the load's transaction, before its last statements: from here on it can no longer be cancelled. */
  settle: (tx: Tx) => Promise<void>
  /** Whether the load was ended from outside, by a stop or a lost database, so that it has to be done again. */
  wasCutOff: (error: unknown) => boolean
  finish: (outcomes: Outcome[] | undefined) => Promise<void>
  fail: (error: unknown) => Promise<void>
}

/** The load was cancelled by its user. */
class Cancelled extends Error {
  override name = 'Cancelled'
}

const everyMilliseconds = 400

/** Begins to follow the load of these imports. */
export async function watchLoad(
  workspace: Workspace,
  input: { ids: string[]; dryRun: boolean; signal: AbortSignal },
): Promise<Watch> {
  const { db, clock } = workspace
  const during = input.dryRun ? 'checking' : 'loading'
  const stopped = new AbortController()
  const at = new Map<string, { rows: number; bytes: number; phase: string }>()
  let backend: number | undefined
  let cancelled = false
  let settled = false
  await sql`update imports.import set status = ${during}, started_at = ${clock().toISOString()}, error = null, phase = 'waiting', rows_read = 0, bytes_done = 0
    where id = any(${input.ids}::uuid[])`.execute(db)

  async function tick(): Promise<void> {
    if (settled) return
    for (const [id, { rows, bytes, phase }] of at) {
      await sql`update imports.import set rows_read = ${rows}, bytes_done = ${bytes}, phase = ${phase} where id = ${id} and status = ${during}`.execute(
        db,
      )
    }
    const { rows } = await sql<{
      any: boolean
    }>`select exists (select 1 from imports.import where id = any(${input.ids}::uuid[]) and status = 'cancelled') as any`.execute(
      db,
    )
    if (rows[0]?.any && !cancelled) {
      cancelled = true
      await stop(db, new Cancelled('The import was cancelled.'))
    }
  }

  async function stop(on: Db, reason: unknown): Promise<void> {
    stopped.abort(reason)
    if (backend !== undefined) await sql`select pg_cancel_backend(${backend})`.execute(on).catch(() => {})
  }

  function wasCutOff(error: unknown): boolean {
    return !cancelled && (input.signal.aborted || isLostConnection(error))
  }

  const whenStopped = () => void stop(db, input.signal.reason)
  input.signal.addEventListener('abort', whenStopped, { once: true })
  let ticking = Promise.resolve()
  const timer = setInterval(() => {
    ticking = ticking.then(tick).catch(() => {})
  }, everyMilliseconds)

  async function close(): Promise<void> {
    clearInterval(timer)
    input.signal.removeEventListener('abort', whenStopped)
    await ticking
  }

  return {
    signal: stopped.signal,
    wasCutOff,
    async follow(client) {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      backend = rows[0]?.pid
    },
    reading: (id, { rows, bytes }) => {
      at.set(id, { rows, bytes, phase: 'reading' })
    },
    writing: (id) => {
      at.set(id, { ...(at.get(id) ?? { rows: 0, bytes: 0 }), phase: 'writing' })
    },
    async settle(tx) {
      settled = true
      await ticking
      const { rows } = await sql<{
        status: string
      }>`select status from imports.import where id = any(${input.ids}::uuid[]) for update`.execute(tx)
      if (rows.some((row) => row.status === 'cancelled')) throw new Cancelled('The import was cancelled.')
    },
    async finish(outcomes) {
      await close()
      for (const outcome of outcomes ?? []) await recordCheck(db, outcome, clock().toISOString())
    },
    async fail(error) {
      await close()
      if (wasCutOff(error)) return
      const status = cancelled || error instanceof Cancelled ? 'cancelled' : 'failed'
      const words =
        status === 'cancelled'
          ? 'Cancelled; nothing was written.'
          : `${error instanceof Error ? error.message : String(error)} Nothing was written.`
      if (error instanceof OpenQuestions) await keepQuestions(db, error)
      else workspace.log.error({ error: error instanceof Error ? error.stack : String(error), status }, 'imports.load')
      await sql`update imports.import set status = ${status}, phase = null, error = ${words}, finished_at = ${clock().toISOString()}
        where id = any(${input.ids}::uuid[]) and status in (${during}, 'cancelled')`.execute(db)
    },
  }
}

/** PostgreSQL was stopped or killed under us: class 08 and 57P0x, or a socket that ended. */
function isLostConnection(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(08|57P0)/.test(code) ||
    /ECONNRESET|EPIPE|ECONNREFUSED|ENOENT.*PGSQL/.test(code) ||
    /^Connection terminated/.test(message)
  )
}

/** What a load would have to know is asked of the file's next check and mapping. */
async function keepQuestions(db: Db, { importId, questions }: OpenQuestions): Promise<void> {
  const { rows } = await sql<{ mapping: unknown }>`select mapping from imports.import where id = ${importId}`.execute(
    db,
  )
  const decided = mapping.parse(rows[0]?.mapping)
  const more = questions.filter(({ id }) => !decided.questions.some((each) => each.id === id))
  await writeMapping(db, importId, opened({ ...decided, questions: [...decided.questions, ...more] }))
}

async function writeMapping(db: Db, id: string, decided: Mapping): Promise<void> {
  await sql`update imports.import set mapping = ${JSON.stringify(decided)} where id = ${id}`.execute(db)
}

/** Questions that comparing with what is there has raised stand beside those of the mapping; the old ones of that kind go. */
async function askAlso(db: Db, { id, asks }: Outcome): Promise<void> {
  const { rows } = await sql<{ mapping: unknown }>`select mapping from imports.import where id = ${id}`.execute(db)
  const decided = mapping.parse(rows[0]?.mapping)
  const kept = decided.questions.filter(
    (each) => !each.id.startsWith('here:') && !asks.some((ask) => ask.id === each.id),
  )
  const answered = decided.questions.filter(
    (each) => each.id.startsWith('here:') && decided.answers[each.id] !== undefined,
  )
  const questions = [...kept, ...answered, ...asks]
  if (asks.length > 0 || questions.length !== decided.questions.length)
    await writeMapping(db, id, opened({ ...decided, questions }))
}

async function recordCheck(db: Db, outcome: Outcome, now: string): Promise<void> {
  const { id, report, ...counts } = outcome
  await askAlso(db, outcome)
  await sql`update imports.import set status = 'checked', phase = null, report = ${JSON.stringify(report)}, finished_at = ${now}, bytes_done = file_bytes,
      rows_read = ${counts.rowsRead}, rows_in = ${counts.rowsNew + counts.rowsChanged}, rows_new = ${counts.rowsNew}, rows_changed = ${counts.rowsChanged},
      rows_unchanged = ${counts.rowsUnchanged}, rows_quarantined = ${counts.rowsQuarantined}, rows_mended = ${counts.rowsMended}
    where id = ${id} and status = 'checking'`.execute(db)
}
