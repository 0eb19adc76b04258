import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Mapping, mapping } from '#platform/importing/mapping.ts'
import type { Workspace } from '#platform/workspace.ts'
import { opened } from '../recognise/questions.ts'
import type { Outcome } from './load.tx.ts'
import { OpenQuestions } from './open-questions.ts'

/** The load was cancelled by its user. */
class Cancelled extends Error {
  override name = 'Cancelled'
}

type Watched = { ids: string[]; dryRun: boolean; signal: AbortSignal }

const everyMilliseconds = 400

/** Begins to follow the load of these imports. */
export async function watchLoad(workspace: Workspace, input: Watched): Promise<Watch> {
  const watch = new Watch(workspace, input)
  await watch.begin()
  return watch
}

/** Follows a load from outside its transaction: shows how far it is, hears when it is cancelled, records how it ended. */
export class Watch {
  readonly #workspace: Workspace
  readonly #input: Watched
  readonly #during: 'checking' | 'loading'
  readonly #stopped = new AbortController()
  readonly #at = new Map<string, { rows: number; bytes: number; phase: string }>()
  #backend: number | undefined
  #isCancelled = false
  #isSettled = false
  #ticking = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  readonly #whenStopped = () => void this.#stop(this.#input.signal.reason)

  constructor(workspace: Workspace, input: Watched) {
    this.#workspace = workspace
    this.#input = input
    this.#during = input.dryRun ? 'checking' : 'loading'
  }

  async begin(): Promise<void> {
    const { db, clock } = this.#workspace
    await sql`update imports.import set status = ${this.#during}, started_at = ${clock().toISOString()}, error = null, phase = 'waiting', rows_read = 0, bytes_done = 0
      where id = any(${this.#input.ids}::uuid[])`.execute(db)
    this.#input.signal.addEventListener('abort', this.#whenStopped, { once: true })
    this.#timer = setInterval(() => {
      this.#ticking = this.#ticking.then(() => this.#tick()).catch(() => {})
    }, everyMilliseconds)
  }

  get signal(): AbortSignal {
    return this.#stopped.signal
  }

  async follow(client: pg.PoolClient): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    this.#backend = rows[0]?.pid
  }

  reading(id: string, { rows, bytes }: { rows: number; bytes: number }): void {
    this.#at.set(id, { rows, bytes, phase: 'reading' })
  }

  writing(id: string): void {
    this.#at.set(id, { ...(this.#at.get(id) ?? { rows: 0, bytes: 0 }), phase: 'writing' })
  }

  /** Inside the load's transaction, before its last statements: from here on it can no longer be cancelled. */
  async settle(tx: Tx): Promise<void> {
    this.#isSettled = true
    await this.#ticking
    const { rows } = await sql<{ status: string }>`
      select status from imports.import where id = any(${this.#input.ids}::uuid[]) for update`.execute(tx)
    if (rows.some((row) => row.status === 'cancelled')) throw new Cancelled('The import was cancelled.')
  }

  /** Whether the load was ended from outside, by a stop or a lost database, so that it has to be done again. */
  wasCutOff(error: unknown): boolean {
    return !this.#isCancelled && (this.#input.signal.aborted || isLostConnection(error))
  }

  async finish(outcomes: Outcome[] | undefined): Promise<void> {
    const { db, clock } = this.#workspace
    await this.#close()
    for (const outcome of outcomes ?? []) await recordCheck(db, outcome, clock().toISOString())
  }

  async fail(error: unknown): Promise<void> {
    const { db, clock, log } = this.#workspace
    await this.#close()
    if (this.wasCutOff(error)) return
    const status = this.#isCancelled || error instanceof Cancelled ? 'cancelled' : 'failed'
    const words =
      status === 'cancelled'
        ? 'Cancelled; nothing was written.'
        : `${error instanceof Error ? error.message : String(error)} Nothing was written.`
    if (error instanceof OpenQuestions) await keepQuestions(db, error)
    else log.error({ error: error instanceof Error ? error.stack : String(error), status }, 'imports.load')
    await sql`update imports.import set status = ${status}, phase = null, error = ${words}, finished_at = ${clock().toISOString()}
      where id = any(${this.#input.ids}::uuid[]) and status in (${this.#during}, 'cancelled')`.execute(db)
  }

  async #tick(): Promise<void> {
    if (this.#isSettled) return
    const { db } = this.#workspace
    for (const [id, { rows, bytes, phase }] of this.#at) {
      await sql`update imports.import set rows_read = ${rows}, bytes_done = ${bytes}, phase = ${phase}
        where id = ${id} and status = ${this.#during}`.execute(db)
    }
    const { rows } = await sql<{ any: boolean }>`
      select exists (select 1 from imports.import where id = any(${this.#input.ids}::uuid[]) and status = 'cancelled') as any`.execute(
      db,
    )
    if (!rows[0]?.any || this.#isCancelled) return
    this.#isCancelled = true
    await this.#stop(new Cancelled('The import was cancelled.'))
  }

  async #stop(reason: unknown): Promise<void> {
    this.#stopped.abort(reason)
    if (this.#backend === undefined) return
    await sql`select pg_cancel_backend(${this.#backend})`.execute(this.#workspace.db).catch(() => {})
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    this.#input.signal.removeEventListener('abort', this.#whenStopped)
    await this.#ticking
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
