import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Refusal, readScoreModel, scoreModelText } from '@drumbeat/deal-outlook'
import { textOf } from './bytes.ts'
import { FileProblem, readCsv } from './csv-table.ts'
import type { FeatureKinds } from './features.ts'
import { fitFile } from './fit-file.ts'
import { dealOutlookHelp, type FitOptions, readArguments, type ScoreOptions } from './options.ts'
import { reportOf } from './report.ts'
import { scoreFile } from './score-file.ts'

/** Where the command reads and writes; the process's own streams unless a caller brings others. */
export interface Streams {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/** Runs `drumbeat deal-outlook`; the answer is the exit code. */
export async function runDealOutlookCommand(argv: readonly string[], streams: Streams = process): Promise<number> {
  const read = readArguments(argv)
  if (read.kind === 'help') {
    streams.stdout.write(dealOutlookHelp)
    return 0
  }
  if (read.kind === 'problem') {
    streams.stderr.write(`${read.problem}\nSee drumbeat deal-outlook --help.\n`)
    return 2
  }
  try {
    return read.kind === 'fit' ? await fitModel(read.options, streams) : await scoreDeals(read.options, streams)
  } catch (error) {
    if (!(error instanceof FileProblem || error instanceof Refusal || isSystemError(error))) throw error
    streams.stderr.write(`${error.message}\n`)
    return 1
  }
}

async function fitModel(options: FitOptions, { stdin, stdout, stderr }: Streams): Promise<number> {
  const { model, kinds, leftOut, warnings } = fitFile(
    readCsv(await contentOf(options.data, { stdin, stderr })),
    options,
  )
  await writeFile(options.model, `${JSON.stringify({ ...scoreModelText(model), kinds })}\n`)
  for (const line of [...leftOut, ...warnings]) stderr.write(`${line}\n`)
  stdout.write(reportOf(model, kinds))
  return leftOut.length > 0 ? 3 : 0
}

async function scoreDeals(options: ScoreOptions, { stdin, stdout, stderr }: Streams): Promise<number> {
  const stored = parsed(await readFile(options.model, 'utf8'), options.model)
  const model = readScoreModel(stored)
  const csv = readCsv(await contentOf(options.data, { stdin, stderr }))
  const out = options.out === undefined ? stdout : createWriteStream(options.out)
  if (options.out !== undefined) await once(out, 'open')
  let waiting = ''
  for (const piece of scoreFile({ csv, model, kinds: kindsIn(stored), options })) {
    waiting += piece
    if (waiting.length < 65_536) continue
    if (!out.write(waiting)) await once(out, 'drain')
    waiting = ''
  }
  if (!out.write(waiting)) await once(out, 'drain')
  if (options.out !== undefined) {
    out.end()
    await once(out, 'close')
  }
  return 0
}

async function contentOf(
  file: string | undefined,
  { stdin, stderr }: Pick<Streams, 'stdin' | 'stderr'>,
): Promise<string> {
  const { text, note } = textOf(file === undefined ? await buffer(stdin) : await readFile(file))
  if (note) stderr.write(`${note}\n`)
  return text
}

function parsed(content: string, file: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new FileProblem(`${file} is not JSON. Give the file that drumbeat deal-outlook fit wrote.`)
  }
}

function kindsIn(stored: unknown): FeatureKinds {
  const { kinds } = stored as { kinds?: FeatureKinds }
  if (kinds && [kinds.numeric, kinds.categorical, kinds.dates].every(Array.isArray)) return kinds
  throw new FileProblem(
    'The model does not say which columns it uses. Give the file that drumbeat deal-outlook fit wrote.',
  )
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
