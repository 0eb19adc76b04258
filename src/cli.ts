import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ConfigError } from '#platform/config.ts'
import type { Workspace } from '#platform/db/embedded/reach.ts'

/**
 * The command line. Each command's code is loaded when it runs, so that help is instant.
 * Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 done but for some rows that were left out.
 */
const program = new Command('drumbeat')
  .description('The open-source sales-operations platform: forecast, operations plan, sales process and team in step.')
  .version('0.1.0')
  .exitOverride()
  .showHelpAfterError('(see "drumbeat --help")')
  .configureHelp({ sortSubcommands: false })

const serverOptions = [
  ['--port <number>', 'where to listen (PORT; default 4400, 0 picks a free port)'],
  ['--host <address>', 'address to listen on (HOST; default 127.0.0.1)'],
  ['--log-level <level>', 'fatal, error, warn, info, debug, trace or silent (LOG_LEVEL; default warn)'],
  ['--demo', 'with the demo company (default unless an external PostgreSQL is used)'],
  ['--no-demo', 'without the demo company'],
  ['--no-worker', 'serve only; processes of "drumbeat worker" carry the jobs out'],
  ['--smtp-url <url>', 'mail server for invitations (SMTP_URL; without it, links are copied by hand)'],
  ['--public-url <url>', 'the address users type, behind a proxy (PUBLIC_URL)'],
  ['--metrics-token <secret>', 'opens /metrics to whoever sends it (METRICS_TOKEN)'],
] as const
const passphraseOption = [
  '--passphrase-file <file>',
  'the passphrase that seals the backup (or DRUMBEAT_PASSPHRASE)',
] as const
const dataOptions = [
  ['--database-url <url>', 'an external PostgreSQL 16 or newer instead of the embedded one (DATABASE_URL)'],
  ['--data <folder>', 'data directory of the embedded PostgreSQL (DRUMBEAT_DATA)'],
] as const

command('start', 'start the server and print its address', [...serverOptions, ...dataOptions]).action(
  async (options) => {
    const { readConfig } = await import('#platform/config.ts')
    const { start } = await import('#start.ts')
    const { serveAsOwnUser } = await import('#cli/own-user.ts')
    const config = readConfig({ argv: flagsOf(options), env: process.env })
    await serveAsOwnUser(config)
    await start(config)
  },
)

command('worker', 'carry out the jobs of a running Drumbeat in a further process, here or on another host', [
  ...serverOptions.filter(([flags]) => !/^--(port|host|metrics-token|no-worker)/.test(flags)),
  ...dataOptions,
]).action(async (options) => {
  const { readConfig } = await import('#platform/config.ts')
  const { runWorker } = await import('#cli/worker.ts')
  const { workAsOwnUser } = await import('#cli/own-user.ts')
  const config = readConfig({ argv: flagsOf(options), env: process.env })
  await workAsOwnUser(config)
  await runWorker(config)
})

passedThrough('import', 'load deals, order lines and more from CSV files').action(async (args: string[]) => {
  const { runImportCommand } = await import('#cli/import.ts')
  const { withWorkspace } = await import('#cli/with-workspace.ts')
  process.exitCode = await runImportCommand(args, withWorkspace)
})

passedThrough('forecast', 'forecast any series from stdin; needs no database').action(async (args: string[]) => {
  const { runForecastCommand } = await import('#cli/forecast/command.ts')
  process.exitCode = await runForecastCommand(args)
})

passedThrough('demand', 'forecast on other machines: series, forecast, take').action(async (args: string[]) => {
  const { runDemandCommand } = await import('#cli/demand.ts')
  process.exitCode = await runDemandCommand(args)
})

passedThrough('plan', 'solve, check and risk-test a supply plan given as JSON; needs no database').action(
  async (args: string[]) => {
    const { runPlanCommand } = await import('#cli/plan/command.ts')
    process.exitCode = await runPlanCommand(args)
  },
)

passedThrough(
  'deal-outlook',
  'learn from a CSV of deals how likely they are won, and score others; needs no database',
).action(async (args: string[]) => {
  const { runDealOutlookCommand } = await import('#cli/deal-outlook/command.ts')
  process.exitCode = await runDealOutlookCommand(args)
})

passedThrough('api', 'ask the API of a running Drumbeat: any list as a table, CSV or JSON lines').action(
  async (args: string[]) => {
    const { runApiCommand } = await import('#cli/api/command.ts')
    process.exitCode = await runApiCommand(args)
  },
)

command('backup', 'write one workspace to a file, also while the server runs', dataOptions)
  .argument('<file>', 'the backup to write')
  .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
  .option(...passphraseOption)
  .option('--with-passwords', 'with the digests of passwords; otherwise people of a new place set new ones')
  .action(async (file: string, { workspace, passphraseFile, withPasswords: passwords, ...options }) => {
    const { runBackup } = await import('#cli/backup.ts')
    process.exitCode = await runBackup({ file, workspace, passphraseFile, passwords, argv: flagsOf(options) })
  })

command('restore', 'replace one workspace by a backup, after checking the whole file', dataOptions)
  .argument('<file>', 'the backup to read')
  .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
  .option(...passphraseOption)
  .option('--keep-tokens', 'let API tokens go on working although this is another place')
  .action(async (file: string, { workspace, passphraseFile, keepTokens, ...options }) => {
    const { runRestore } = await import('#cli/backup.ts')
    process.exitCode = await runRestore({ file, workspace, passphraseFile, keepTokens, argv: flagsOf(options) })
  })

command('sql', 'ask the database of a workspace in SQL; only reads unless told to write', dataOptions)
  .argument('[statement]', 'one statement; without it, a prompt or what is piped in')
  .option('--write', 'also change data; nothing then checks, audits or announces it', false)
  .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
  .action(async (statement: string | undefined, { workspace, write, ...options }) => {
    const { runSql } = await import('#cli/sql.ts')
    process.exitCode = await runSql({ statement, write, workspace, argv: flagsOf(options) })
  })

const user = program.command('user').description('create, invite and list users, and let them set a new password')

userCommand('list', 'print who may sign in').action(async ({ workspace, ...options }) => {
  const { listUsers } = await import('#cli/user.ts')
  await listUsers({ workspace, argv: flagsOf(options) })
})

userCommand('create <email>', 'make a user; the password is typed, or read from standard input')
  .requiredOption('--name <name>', 'the name that others see')
  .requiredOption('--role <role>', 'owner, executive, sales-manager, … (see Company, Roles)')
  .action(async (email: string, { workspace, name, role, ...options }) => {
    const { createUser } = await import('#cli/user.ts')
    await createUser({ workspace, email, name, role, argv: flagsOf(options) })
  })

userCommand('invite <email>', 'print a one-time link with which somebody joins')
  .requiredOption('--role <role>', 'the role they will have')
  .action(async (email: string, { workspace, role, ...options }) => {
    const { inviteByLink } = await import('#cli/user.ts')
    await inviteByLink({ workspace, email, role, argv: flagsOf(options) })
  })

userCommand('reset <email>', 'print a one-time link with which a user sets a new password').action(
  async (email: string, { workspace, ...options }) => {
    const { resetByLink } = await import('#cli/user.ts')
    await resetByLink({ workspace, email, argv: flagsOf(options) })
  },
)

await program.parseAsync(process.argv).catch(report)

function userCommand(usage: string, description: string): Command {
  const made = user.command(usage).description(description)
  for (const [flags, meaning] of dataOptions) made.option(flags, meaning)
  made.option('--public-url <url>', 'the address users type, for the links (PUBLIC_URL)')
  return made.option('--workspace <name>', 'main or demo', readWorkspace, 'main')
}

function command(name: string, description: string, options: readonly (readonly [string, string])[]): Command {
  const made = program.command(name).description(description)
  for (const [flags, meaning] of options) made.option(flags, meaning)
  return made
}

/** A command that reads its own arguments, help included. */
function passedThrough(name: string, description: string): Command {
  const made = program.command(name).description(description).argument('[arguments...]')
  return made.helpOption(false).allowUnknownOption()
}

/** Back from commander's options to flags, which the configuration reads in one place for all commands. */
function flagsOf(options: Record<string, string | boolean>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    if (typeof value === 'string') return [`--${flag}`, value]
    return [value ? `--${flag}` : `--no-${flag}`]
  })
}

function readWorkspace(name: string): Workspace {
  if (name === 'main' || name === 'demo') return name
  throw new InvalidArgumentError('A workspace is main or demo.')
}

function report(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  process.exitCode = error instanceof ConfigError ? 2 : 1
  const text = process.env.LOG_LEVEL === 'debug' ? (error as Error).stack : (error as Error).message
  const wayOut = (error as { problem?: { wayOut?: string } }).problem?.wayOut
  process.stderr.write(`${text}${wayOut ? ` ${wayOut}` : ''}\n`)
}
