import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { Work } from '#platform/transaction.ts'
import { beginSet, cancelSet, discardSet, takeInPlace } from './commands.ts'
import { loadSet } from './loading/commands.ts'
import { importSet, problemsPath } from './queries.ts'
import { type ImportRecord, type Kind, kinds, type Mapping, mapping as mappingSchema } from './schema.ts'

/** Opens a workspace for a command and closes it again; the shell of the product knows how. */
export type WithWorkspace = (
  request: { workspace: 'main' | 'demo'; argv: string[] },
  act: (work: Work) => Promise<void>,
) => Promise<void>

type Options = {
  mapping?: string
  writeMapping?: string
  kind?: Kind
  acceptMends?: boolean
  dryRun?: boolean
  workspace: 'main' | 'demo'
  databaseUrl?: string
  data?: string
}

/** `drumbeat import FILE…`: 0 when every row went in, 2 when some wait in quarantine, 1 when it failed. */
export async function runImportCommand(args: string[], withWorkspace?: WithWorkspace): Promise<number> {
  if (!withWorkspace) throw new Error('runImportCommand needs to be told how to open a workspace.')
  const program = commandLine()
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1
    throw error
  }
  const options = program.opts<Options>()
  const argv = [
    ...(options.databaseUrl ? ['--database-url', options.databaseUrl] : []),
    ...(options.data ? ['--data', options.data] : []),
  ]
  let code = 1
  await withWorkspace({ workspace: options.workspace, argv }, async (work) => {
    code = await importFiles(
      work,
      program.args.map((file) => resolve(file)),
      options,
    )
  })
  return code
}

function commandLine(): Command {
  return new Command('drumbeat import')
    .description(
      'Loads deals, order lines, items, accounts, people, quotas and more from CSV files; several files are loaded together or not at all.',
    )
    .argument('<file...>', 'CSV or TSV files, also gzipped, in any encoding')
    .option('--mapping <file>', 'what the columns mean, as --write-mapping writes it')
    .option('--write-mapping <file>', 'write what the files seem to mean and stop')
    .option('--accept-mends', 'use the proposed spelling of misspelt names; otherwise their rows stay out')
    .option('--kind <kind>', `what the files hold: ${kinds.join(', ')}`, readKind)
    .option('--dry-run', 'try everything and keep nothing')
    .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
    .option('--database-url <url>', 'an external PostgreSQL (DATABASE_URL)')
    .option('--data <folder>', 'data directory of the embedded PostgreSQL (DRUMBEAT_DATA)')
    .addHelpText(
      'after',
      '\nExit codes: 0 every row is in, 2 some rows are in quarantine, 1 failed and nothing was written.',
    )
    .exitOverride()
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
  const { db } = work.workspace
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
  await beginSet(work, { setId, dryRun })
  try {
    await loadSet(work, { setId, dryRun, signal: stopSignal() })
  } catch (error) {
    await cancelSet(work, setId).catch(() => {})
    process.stdout.write(`${(error as Error).message} Nothing was written.\n`)
    return 1
  }
  const done = await importSet(db, setId)
  for (const record of done) process.stdout.write(summary(record, dryRun, work.workspace.filesDir))
  if (done.some((record) => record.status !== 'loaded' && record.status !== 'checked')) return 1
  return done.some((record) => record.rowsQuarantined > 0) ? 2 : 0
}

/** A mapping file holds one mapping, or one per file name. */
async function readMappings(path: string): Promise<Record<string, Mapping>> {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
  const alone = mappingSchema.safeParse(parsed)
  if (alone.success) return { '': alone.data }
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

function readKind(text: string): Kind {
  const known = kinds.find((each) => each === text)
  if (!known) throw new InvalidArgumentError(`A kind is one of ${kinds.join(', ')}.`)
  return known
}

function readWorkspace(name: string): 'main' | 'demo' {
  if (name === 'main' || name === 'demo') return name
  throw new InvalidArgumentError('A workspace is main or demo.')
}
