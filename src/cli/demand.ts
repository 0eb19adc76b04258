import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { lineOf, toMakeOf } from '#demand/elsewhere/lines.ts'
import { takeForecasts } from '#demand/elsewhere/take.tx.ts'
import { forecastSeries } from '#demand/forecast.ts'
import { grains, measures } from '#demand/schema.ts'
import { taughtToDo } from '#demand/traits/learn.tx.ts'
import { learnFrom } from '#demand/workers/forecast-batch.ts'
import type { Work } from '#platform/transaction.ts'

type Options = { workspace: 'main' | 'demo'; databaseUrl?: string; data?: string }

/** `drumbeat demand series|forecast|take`: the forecasts of the product made by other processes. 0 done, 1 failed, 2 wrong usage, 3 some lines left out. */
export async function runDemandCommand(args: string[]): Promise<number> {
  let code = 0
  const program = new Command('drumbeat demand')
    .description(
      'Makes the forecasts of the product on other machines: series | forecast (anywhere, no database) | take.',
    )
    .exitOverride()
  onDatabase(program.command('series').description('write every series to be forecast, one line of JSON each')).action(
    (options: Options) => within(options, writeSeries),
  )
  program
    .command('forecast')
    .description('read such lines and write a forecast for each; needs no database')
    .action(forecastLines)
  onDatabase(program.command('take').description('copy forecasts in; the next run publishes them')).action(
    (options: Options) =>
      within(options, async (work) => {
        const { taken, leftOut } = await takeForecasts(work, createInterface({ input: process.stdin }))
        for (const number of leftOut) process.stderr.write(`Line ${number} is no forecast and is left out.\n`)
        process.stdout.write(`${taken} forecasts came in; the next run publishes those that still hold.\n`)
        code = leftOut.length > 0 ? 3 : 0
      }),
  )
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  return code
}

/** Opens the workspace; its code is not loaded where lines are only forecast. */
async function within(options: Options, act: (work: Work) => Promise<void>): Promise<void> {
  const { withWorkspace } = await import('./with-workspace.ts')
  return withWorkspace({ workspace: options.workspace, argv: flagsOf(options) }, act)
}

function onDatabase(command: Command): Command {
  return command
    .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
    .option('--database-url <url>', 'an external PostgreSQL (DATABASE_URL)')
    .option('--data <folder>', 'data directory of the embedded PostgreSQL (DRUMBEAT_DATA)')
}

function flagsOf({ databaseUrl, data }: Options): string[] {
  return [...(databaseUrl ? ['--database-url', databaseUrl] : []), ...(data ? ['--data', data] : [])]
}

function readWorkspace(text: string): string {
  if (text === 'main' || text === 'demo') return text
  throw new InvalidArgumentError(`"${text}" is neither main nor demo.`)
}

async function writeSeries(work: Work): Promise<void> {
  for (const grain of grains) {
    for (const measure of measures) {
      const toDo = await taughtToDo(work, { grain, measure, measured: true, learn: learnFrom })
      for (const [i, task] of (toDo?.tasks ?? []).entries()) {
        await write(lineOf({ grain, measure, input: toDo!.inputs[i]!, task }))
      }
    }
  }
}

async function forecastLines(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const { grain, measure, input, task } = toMakeOf(line)
    await write(JSON.stringify({ grain, measure, node: task.name, input, forecast: forecastSeries(task) }))
  }
}

async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}
