import { type Kysely, Kysely as KyselyClass, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { dayIn } from '#platform/clock.ts'
import type { Tables, Tx } from '#platform/db/pool.ts'
import { normalHeader } from '#platform/importing/field.ts'
import { type Applied, type Applying, areThings, type FileKind } from '#platform/importing/file-kind.ts'
import type { ProblemGroup, Question, Report } from '#platform/importing/mapping.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { identityFields } from '../checking/check-row.ts'
import { importSet, inLoadingOrder } from '../imports.sql.ts'
import { kindOf, nounOf } from '../kinds.ts'
import { withLittleMemory } from '../little-memory.ts'
import { openQuestions } from '../recognise/questions.ts'
import type { ImportRecord } from '../schema.ts'
import { OpenQuestions } from './open-questions.ts'
import { type Watch, watchLoad } from './progress.tx.ts'
import { companySettings, finderIn } from './references.sql.ts'
import { createReferences, dropUnmentioned } from './references.tx.ts'
import { stageAsMeant } from './stage-as-meant.tx.ts'
import { applyThings } from './things.tx.ts'

/** What became of one file. */
export type Outcome = {
  id: string
  rowsRead: number
  rowsNew: number
  rowsChanged: number
  rowsUnchanged: number
  rowsQuarantined: number
  rowsMended: number
  report: Report
  /** Questions that comparing with what is there has raised. */
  asks: readonly Question[]
}

/** What whoever made the files writes in the transaction of their load: how far they had read, say. */
export type Also = (writing: Writing) => Promise<void>

/**
 * Loads the files of a set in one transaction: all of them or none. A dry run does the very same and takes it back, so
 * what it reports is what will happen. Safe to do again after a crash: nothing is there before it is all there.
 */
export async function loadSet(work: Work, input: Asked): Promise<void> {
  const records = (await importSet(work.workspace, input.setId)).filter((record) => awaits(record, input.dryRun))
  if (records.length > 0) await withLittleMemory(() => loadRecords(work, records, input))
}

type Asked = { setId: string; dryRun: boolean; signal: AbortSignal; also?: Also | undefined }

async function loadRecords(work: Work, records: ImportRecord[], input: Asked): Promise<void> {
  const watch = await watchLoad(work.workspace, {
    ids: records.map((record) => record.id),
    dryRun: input.dryRun,
    signal: input.signal,
  })
  try {
    const outcomes = await inOneTransaction(
      work,
      watch,
      async (writing, client) => {
        const { dryRun, also } = input
        const outcomes = await loadAll(work, { records, writing, client, watch, dryRun })
        if (!dryRun) await also?.(writing)
        return outcomes
      },
      input.dryRun,
    )
    await watch.finish(input.dryRun ? outcomes : undefined)
    if (!input.dryRun && isLarge(outcomes)) await sql`analyze`.execute(work.workspace.db)
  } catch (error) {
    await watch.fail(error)
    if (watch.wasCutOff(error)) throw error
  }
}

/** After so many new rows the first questions do not wait for PostgreSQL to look at its tables by itself. */
function isLarge(outcomes: readonly Outcome[]): boolean {
  return outcomes.reduce((rows, { rowsNew }) => rows + rowsNew, 0) >= 5_000
}

function awaits(record: ImportRecord, dryRun: boolean): boolean {
  return dryRun ? record.status === 'checking' : record.status === 'queued' || record.status === 'loading'
}

/** Thrown to roll a dry run back; carries what it found out. */
class DryRunDone extends Error {
  outcomes: Outcome[]
  constructor(outcomes: Outcome[]) {
    super('The dry run is done.')
    this.outcomes = outcomes
  }
}

/** COPY needs the connection of the transaction itself, so the transaction is opened on one that we hold. */
async function inOneTransaction(
  work: Work,
  watch: Watch,
  load: (writing: Writing, client: pg.PoolClient) => Promise<Outcome[]>,
  dryRun: boolean,
): Promise<Outcome[]> {
  const client = await work.workspace.pool.connect()
  let broken = false
  try {
    await watch.follow(client)
    const workspace = { ...work.workspace, db: onClient(client) }
    return await transact({ ...work, workspace }, async (writing) => {
      await sql`set local work_mem = '128MB'`.execute(writing.tx)
      await sql`select pg_advisory_xact_lock(hashtext('imports.load'))`.execute(writing.tx)
      const outcomes = await load(writing, client)
      if (dryRun) throw new DryRunDone(outcomes)
      return outcomes
    })
  } catch (error) {
    if (error instanceof DryRunDone) return error.outcomes
    broken = true
    throw error
  } finally {
    client.release(broken)
  }
}

function onClient(client: pg.PoolClient): Kysely<Tables> {
  const held = { query: client.query.bind(client), release: () => {} }
  return new KyselyClass<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => held as never, end: async () => {} } as never }),
  })
}

type Loading = { records: ImportRecord[]; writing: Writing; client: pg.PoolClient; watch: Watch; dryRun: boolean }

async function loadAll(work: Work, { records, writing, client, watch, dryRun }: Loading): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const ordered = inLoadingOrder(records, work.workspace.domains)
  for (const record of ordered) {
    outcomes.push(await loadOne(work, { record, writing, client, watch, dryRun }))
    if (!dryRun) await keepTraces(writing.tx, record.id)
  }
  if (dryRun) return outcomes
  await watch.settle(writing.tx)
  for (const [index, record] of ordered.entries())
    await recordLoad(writing, { record, kind: kindOf(work.workspace.domains, record.kind), outcome: outcomes[index]! })
  return outcomes
}

/** What stayed out, and what was made or changed and could be taken back. */
async function keepTraces(tx: Tx, id: string): Promise<void> {
  await sql`insert into imports.change (import_id, noun, subject_id, before, after)
    select ${id}, noun, subject_id, before, after from noted`.execute(tx)
  await sql`delete from imports.quarantine where import_id = ${id}`.execute(tx)
  await sql`insert into imports.quarantine (import_id, row_number, line_number, raw, problems)
    select ${id}, row_number, file_line, coalesce(raw, ''), problems from staged where is_out`.execute(tx)
}

async function loadOne(
  work: Work,
  { record, writing, client, watch, dryRun }: Omit<Loading, 'records'> & { record: ImportRecord },
): Promise<Outcome> {
  const began = performance.now()
  const { tx, now } = writing
  const { domains } = work.workspace
  const { id } = record
  const kind = kindOf(domains, record.mapping.kind)
  if (!dryRun) refuseOpen(record, openQuestions(record.mapping))
  const settings = await companySettings(tx)
  const today = dayIn(settings.timeZone, new Date(now))
  const { staged, mapping, directories, twins } = await stageAsMeant(work, {
    tx,
    client,
    record,
    kind,
    settings,
    today,
    watch,
  })
  watch.writing(id)
  const known = { kind, directories: [...directories.values()] }
  const made = await createReferences(tx, { importId: id, ...known })
  const applying: Applying = {
    importId: id,
    dryRun,
    mapping,
    identityFields: identityFields(kind, mapping),
    now,
    today,
    currency: settings.currency,
    timeZone: settings.timeZone,
    columnOf: (field) => mapping.columns.find((column) => column.field === field)?.column ?? field.replaceAll('_', ' '),
    find: finderIn(domains, normalHeader),
    guard: writing.guard,
  }
  const applied = areThings(kind.loads)
    ? await applyThings(tx, applying, { things: kind.loads, noun: nounOf(domains, kind.loads.noun) })
    : await kind.loads.apply(tx, applying)
  for (const addition of kind.additions ?? []) await addition.apply(tx, applying)
  const creates = await dropUnmentioned(tx, { ...known, creates: made })
  const asks = (applied.asks ?? []).filter((each) => mapping.answers[each.id] === undefined)
  if (!dryRun) refuseOpen(record, asks)
  const out = await sql<{ rows: number }>`select count(*) as rows from staged where is_out`.execute(tx)
  const rowsQuarantined = out.rows[0]?.rows ?? 0
  const counts = {
    rowsRead: staged.rows,
    rowsNew: applied.rowsNew,
    rowsChanged: applied.rowsChanged,
    rowsQuarantined,
    rowsMended: staged.mended,
  }
  const seconds = (performance.now() - began) / 1000
  return {
    id,
    ...counts,
    rowsUnchanged: counts.rowsRead - rowsQuarantined - applied.rowsNew - applied.rowsChanged,
    report: reportOf({
      groups: staged.groups,
      applied: { ...applied, findings: [...twins, ...applied.findings] },
      creates,
      seconds,
    }),
    asks,
  }
}

/** A question stops the load until it is answered: what is guessed wrong is wrong by a factor, a year or a currency. */
function refuseOpen(record: ImportRecord, open: readonly Question[]): void {
  if (open.length === 0) return
  throw new OpenQuestions(record.id, record.fileName, open)
}

function reportOf({
  groups,
  applied,
  creates,
  seconds,
}: {
  groups: ProblemGroup[]
  applied: Applied
  creates: Report['creates']
  seconds: number
}): Report {
  return {
    groups: [...applied.groups, ...groups],
    creates: [...creates, ...(applied.creates ?? [])],
    findings: applied.findings,
    totals: applied.totals,
    seconds: Math.round(seconds * 10) / 10,
  }
}

/** In the transaction of the load itself: the counts, the audit line and the event. */
async function recordLoad(
  { tx, now, audit, emit }: Writing,
  { record, kind, outcome }: { record: ImportRecord; kind: FileKind; outcome: Outcome },
): Promise<void> {
  const { id, report, asks: _, ...counts } = outcome
  const nothing = nothingIn(outcome)
  await sql`update imports.import set status = ${nothing ? 'failed' : 'loaded'}, error = ${nothing}, phase = null, report = ${JSON.stringify(report)}, finished_at = ${now}, bytes_done = file_bytes,
      rows_read = ${counts.rowsRead}, rows_in = ${counts.rowsNew + counts.rowsChanged}, rows_new = ${counts.rowsNew}, rows_changed = ${counts.rowsChanged},
      rows_unchanged = ${counts.rowsUnchanged}, rows_quarantined = ${counts.rowsQuarantined}, rows_mended = ${counts.rowsMended}
    where id = ${id}`.execute(tx)
  await audit({
    command: 'imports.load',
    noun: 'import',
    subjectId: id,
    summary: nothing
      ? `Loaded nothing of ${record.fileName}: ${nothing}`
      : `Imported ${record.fileName}: ${counts.rowsNew} new, ${counts.rowsChanged} changed, ${counts.rowsUnchanged} unchanged, ${counts.rowsQuarantined} in quarantine`,
    after: { kind: record.kind, ...counts },
  })
  if (!nothing) await emit(kind.event, { importId: id })
}

/** Why a file is not called loaded: none of its rows went in. */
function nothingIn({ rowsRead, rowsQuarantined }: Outcome): string | null {
  if (rowsRead === 0) return 'The file holds no rows; nothing was written.'
  if (rowsQuarantined < rowsRead) return null
  return `No row went in: ${rowsRead === 1 ? 'its only row is' : `all ${rowsRead} are`} left out, each with the reason. Nothing was written.`
}
