import { setFlagsFromString } from 'node:v8'
import { type Kysely, Kysely as KyselyClass, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { dayIn } from '#platform/clock.ts'
import type { Tables, Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { identityFields, rowChecker } from '../checking/check-row.ts'
import { importFile, importSet, inLoadingOrder, problemsPath } from '../queries.ts'
import type { ImportRecord, Kind, ProblemGroup, Report } from '../schema.ts'
import type { Applied, Applying } from './applying.ts'
import { applyDealHistory } from './deal-history/commands.ts'
import { applyDeals } from './deals/commands.ts'
import { applyOrderLines } from './order-lines/commands.ts'
import { applyPeople } from './people/commands.ts'
import { type Watch, watchLoad } from './progress/commands.ts'
import { applyQuotas } from './quotas/commands.ts'
import { createReferences } from './references/commands.ts'
import { companySettings, directoriesFor } from './references/queries.ts'
import { stageFile } from './staging/commands.ts'
import { applySubjects } from './subjects/commands.ts'

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
}

const apply: Record<Kind, (tx: Tx, input: Applying) => Promise<Applied>> = {
  families: applySubjects,
  territories: applySubjects,
  items: applySubjects,
  accounts: applySubjects,
  people: applyPeople,
  quotas: applyQuotas,
  deals: applyDeals,
  'deal history': applyDealHistory,
  'order lines': applyOrderLines,
}

const events: Record<Kind, string> = {
  families: 'company.items.imported',
  territories: 'company.territories.imported',
  items: 'company.items.imported',
  accounts: 'crm.accounts.imported',
  people: 'company.people.imported',
  quotas: 'goals.quotas.imported',
  deals: 'crm.deals.imported',
  'deal history': 'crm.deals.imported',
  'order lines': 'crm.orders.imported',
}

/**
 * Loads the files of a set in one transaction: all of them or none. A dry run does the very same and takes it back, so
 * what it reports is what will happen. Safe to do again after a crash: nothing is there before it is all there.
 */
export async function loadSet(
  work: Work,
  input: { setId: string; dryRun: boolean; signal: AbortSignal },
): Promise<void> {
  const records = (await importSet(work.workspace.db, input.setId)).filter((record) => awaits(record, input.dryRun))
  if (records.length === 0) return
  keepNewSpaceSmall()
  const watch = await watchLoad(work.workspace, {
    ids: records.map((record) => record.id),
    dryRun: input.dryRun,
    signal: input.signal,
  })
  try {
    const outcomes = await inOneTransaction(
      work,
      watch,
      (writing, client) => loadAll(work, { records, writing, client, watch, dryRun: input.dryRun }),
      input.dryRun,
    )
    await watch.finish(input.dryRun ? outcomes : undefined)
  } catch (error) {
    await watch.fail(error)
    if (watch.wasCutOff(error)) throw error
  }
}

/** Rows live for moments: a young generation that does not grow holds them as well, in 100 MB less. */
function keepNewSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
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
  const ordered = inLoadingOrder(records)
  for (const record of ordered) {
    outcomes.push(await loadOne(work, { record, writing, client, watch, dryRun }))
    if (!dryRun) await keepQuarantine(writing.tx, record.id)
  }
  if (dryRun) return outcomes
  await watch.settle(writing.tx)
  for (const [index, record] of ordered.entries()) await recordLoad(writing, record, outcomes[index]!)
  return outcomes
}

async function keepQuarantine(tx: Tx, id: string): Promise<void> {
  await sql`insert into imports.quarantine (import_id, row_number, line_number, raw, problems)
    select ${id}, row_number, file_line, coalesce(raw, ''), problems from staged where is_out`.execute(tx)
}

async function loadOne(
  work: Work,
  { record, writing, client, watch, dryRun }: Omit<Loading, 'records'> & { record: ImportRecord },
): Promise<Outcome> {
  const began = performance.now()
  const { tx, now } = writing
  const { mapping, id } = record
  const settings = await companySettings(tx)
  const directories = await directoriesFor(tx, { mapping, newId })
  const today = dayIn(settings.timeZone, new Date(now))
  const file = await importFile(tx, id)
  if (!file) throw new Error(`The import ${id} has no file.`)
  const staged = await stageFile(tx, client, {
    path: file.path,
    mapping,
    acceptMends: record.acceptMends,
    check: rowChecker(mapping, {
      directories,
      zoneOffset: 'Z',
      minorDigits: (code) => settings.minorDigits.get(code),
      today,
    }),
    problemsPath: problemsPath(work.workspace.filesDir, id),
    progress: (at) => watch.reading(id, at),
    signal: watch.signal,
  })
  watch.writing(id)
  const creates = await createReferences(tx, { importId: id, directories })
  const columnOf = (field: string) =>
    mapping.columns.find((column) => column.field === field)?.column ?? field.replaceAll('_', ' ')
  const applied = await apply[mapping.kind](tx, {
    importId: id,
    dryRun,
    mapping,
    identityFields: identityFields(mapping),
    now,
    today,
    currency: settings.currency,
    timeZone: settings.timeZone,
    columnOf,
  })
  const out = await sql<{ rows: number }>`select count(*) as rows from staged where is_out`.execute(tx)
  const rowsQuarantined = out.rows[0]?.rows ?? 0
  const counts = {
    rowsRead: staged.rows,
    rowsNew: applied.rowsNew,
    rowsChanged: applied.rowsChanged,
    rowsQuarantined,
    rowsMended: staged.mended,
  }
  return {
    id,
    ...counts,
    rowsUnchanged: counts.rowsRead - rowsQuarantined - applied.rowsNew - applied.rowsChanged,
    report: reportOf({ groups: staged.groups, applied, creates, seconds: (performance.now() - began) / 1000 }),
  }
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
async function recordLoad({ tx, now, audit, emit }: Writing, record: ImportRecord, outcome: Outcome): Promise<void> {
  const { id, report, ...counts } = outcome
  await sql`update imports.import set status = 'loaded', phase = null, report = ${JSON.stringify(report)}, finished_at = ${now}, bytes_done = file_bytes,
      rows_read = ${counts.rowsRead}, rows_in = ${counts.rowsNew + counts.rowsChanged}, rows_new = ${counts.rowsNew}, rows_changed = ${counts.rowsChanged},
      rows_unchanged = ${counts.rowsUnchanged}, rows_quarantined = ${counts.rowsQuarantined}, rows_mended = ${counts.rowsMended}
    where id = ${id}`.execute(tx)
  await audit({
    command: 'imports.load',
    noun: 'import',
    subjectId: id,
    summary: `Imported ${record.fileName}: ${counts.rowsNew} new, ${counts.rowsChanged} changed, ${counts.rowsUnchanged} unchanged, ${counts.rowsQuarantined} in quarantine`,
    after: { kind: record.kind, ...counts },
  })
  await emit(events[record.kind], { importId: id })
}
