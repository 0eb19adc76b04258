import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { loadSet } from '#imports/loading/load.tx.ts'
import { type Mapping, mapping as mappingSchema } from '#platform/importing/mapping.ts'
import type { Work } from '#platform/transaction.ts'
import { beginSet, cancelSet, decideMapping, discardSet, takeInPlace } from '../imports/change.tx.ts'
import { importSet, problemsPath } from '../imports/imports.sql.ts'
import { UnreadableFile } from '../imports/reading/split-rows.ts'
import type { ImportRecord } from '../imports/schema.ts'
import { commandLine, type Options } from './import-options.ts'

/** Opens a workspace for a command and closes it again; the shell of the product knows how. */
export type WithWorkspace = (
  request: { workspace: 'main' | 'demo'; argv: string[] },
  act: (work: Work) => Promise<void>,
) => Promise<void>

/** `drumbeat import FILE…`: 0 every row went in, 1 it failed, 2 wrong usage, 3 some rows wait in quarantine, 4 a question is open. */
export async function runImportCommand(args: string[], withWorkspace?: WithWorkspace): Promise<number> {
  if (!withWorkspace) throw new Error('runImportCommand needs to be told how to open a workspace.')
  const program = commandLine()
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  const options = program.opts<Options>()
  const argv = [
    ...(options.databaseUrl ? ['--database-url', options.databaseUrl] : []),
    ...(options.data ? ['--data', options.data] : []),
  ]
  let code = 1
  await withWorkspace({ workspace: options.workspace, argv }, async (work) => {
    const paths = program.args.map((file) => resolve(file))
    code = await importFiles(work, paths, options).catch((error: unknown) => {
      if (!(error instanceof UnreadableFile)) throw error
      process.stdout.write(`${error.message} Nothing was written.\n`)
      return 1
    })
  })
  return code
}

async function importFiles(work: Work, paths: string[], options: Options): Promise<number> {
  const setId = randomUUID()
  const mappings = options.mapping ? await readMappings(options.mapping) : {}
  const records: ImportRecord[] = []
  for (const path of paths) {
    const mapping = mappings[path.split('/').at(-1)!] ?? (paths.length === 1 ? mappings[''] : undefined)
    records.push(
      await takeInPlace(work, {
        path,
        setId,
        acceptMends: options.acceptMends ?? false,
        ...(mapping && { mapping }),
        ...(options.kind && { kind: options.kind }),
      }),
    )
  }
  if (options.writeMapping) {
    await writeFile(
      options.writeMapping,
      `${JSON.stringify(Object.fromEntries(records.map((record) => [record.fileName, record.mapping])), null, 2)}\n`,
    )
    await discardSet(work, setId)
    process.stdout.write(
      `Wrote what ${records.length === 1 ? 'the file means' : 'the files mean'} to ${options.writeMapping}.\n`,
    )
    return 0
  }
  const dryRun = options.dryRun ?? false
  for (const record of records) await answer(work, record, options.answer ?? {})
  await beginSet(work, { setId, dryRun })
  try {
    await loadSet(work, { setId, dryRun, signal: stopSignal() })
  } catch (error) {
    await cancelSet(work, setId).catch(() => {})
    process.stdout.write(`${(error as Error).message} Nothing was written.\n`)
    return 1
  }
  const done = await importSet(work.workspace, setId)
  for (const record of done) process.stdout.write(summary(record, dryRun, work.workspace.filesDir))
  const asking = done.filter((record) => record.mapping.asks.length > 0)
  for (const record of asking) process.stdout.write(questions(record))
  if (asking.length > 0) return 4
  if (done.some((record) => record.status !== 'loaded' && record.status !== 'checked')) return 1
  return done.some((record) => record.rowsQuarantined > 0) ? 3 : 0
}

/** Answers as the screen would give them; one that no question of the file asks for is for another file. */
async function answer(work: Work, { id, mapping }: ImportRecord, given: Record<string, string>): Promise<void> {
  const mine = Object.entries(given).filter(
    ([question]) => mapping.questions.some((each) => each.id === question) || question.startsWith('here:'),
  )
  if (mine.length > 0) await decideMapping(work, { id, answers: Object.fromEntries(mine) })
}

/** The open questions of a file, each with what may be answered. */
function questions({ fileName, mapping }: ImportRecord): string {
  const open = mapping.questions.filter((each) => mapping.answers[each.id] === undefined)
  const lines = open.flatMap(({ id, asks, choices, takes }) => [
    `  ${asks}`,
    ...choices.map(({ value, label }) => `    --answer '${id}=${value}'   ${label}`),
    ...(takes === 'day' ? [`    --answer '${id}=YYYY-MM-DD'   any day`] : []),
    ...(choices.length === 0 && !takes
      ? ['    say it in the file that --write-mapping writes, and give that as --mapping']
      : []),
  ])
  return `${fileName}: ${open.length === 1 ? 'a question is' : `${open.length} questions are`} open; nothing is loaded before it is answered.\n${lines.join('\n')}\n`
}

/** A mapping file holds one mapping, or one per file name. */
async function readMappings(path: string): Promise<Record<string, Mapping>> {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
  const single = mappingSchema.safeParse(parsed)
  if (single.success) return { '': single.data }
  return Object.fromEntries(Object.entries(parsed as object).map(([name, each]) => [name, mappingSchema.parse(each)]))
}

function summary(record: ImportRecord, dryRun: boolean, filesDir: string): string {
  const { report } = record
  if (!report) return `${record.fileName}: ${record.status}. ${record.error ?? ''}\n`
  const lines = [
    `${record.fileName} (${record.kind}): ${record.rowsRead} rows read = ${record.rowsIn} ${dryRun ? 'would go in' : 'in'} (${record.rowsNew} new, ${record.rowsChanged} changed) + ${record.rowsUnchanged} unchanged + ${record.rowsQuarantined} in quarantine; ${record.rowsMended} mended; ${report.seconds} s`,
    ...report.totals.map(({ label, value }) => `  ${label}: ${value}`),
    ...report.creates.map(
      ({ noun, count, names }) =>
        `  ${dryRun ? 'Would create' : 'Created'} ${count} of ${noun}: ${names.slice(0, 5).join(', ')}${count > 5 ? ', …' : ''}`,
    ),
    ...report.groups.map((group) => {
      const mends = group.mends
        .slice(0, 3)
        .map(({ from, to, rows }) => `"${from}" -> "${to}" in ${rows} rows`)
        .join(', ')
      return `  ${{ stop: 'Left out', mend: record.acceptMends ? 'Mended' : 'Left out, mend proposed', note: 'Note' }[group.severity]}: ${group.rows} rows, ${group.column}: ${group.kind}${mends ? `: ${mends}` : `, first in line ${group.examples[0]?.line}: ${group.examples[0]?.reason}`}`
    }),
    ...report.findings.map((finding) => `  ${finding}`),
    ...(report.groups.length > 0 ? [`  Every problem: ${problemsPath(filesDir, record.id)}`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => controller.abort(new Error('Interrupted.')))
  return controller.signal
}
