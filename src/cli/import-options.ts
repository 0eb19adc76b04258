import { Command, InvalidArgumentError } from 'commander'
import { declared } from '../declared.ts'
import { fileKinds } from '../imports/kinds.ts'

/** What may be said to `drumbeat import` beside the files. */
export type Options = {
  mapping?: string
  writeMapping?: string
  kind?: string
  acceptMends?: boolean
  answer?: Record<string, string>
  dryRun?: boolean
  workspace: 'main' | 'demo'
  databaseUrl?: string
  data?: string
}

/** The command line of `drumbeat import`. */
export function commandLine(): Command {
  return new Command('drumbeat import')
    .description(
      'Loads deals, order lines, items, accounts, people, quotas and more from CSV files; several files are loaded together or not at all.',
    )
    .argument('<file...>', 'CSV or TSV files, also gzipped, in any encoding; .xlsx workbooks')
    .option('--mapping <file>', 'what the columns mean, as --write-mapping writes it')
    .option('--write-mapping <file>', 'write what the files seem to mean and stop')
    .option('--accept-mends', 'use the proposed spelling of misspelt names; otherwise their rows stay out')
    .option('--kind <kind>', `what the files hold: ${kindNames().join(', ')}`, readKind)
    .option(
      '--answer <question=value>',
      'answer a question that the import asks; may be given several times',
      readAnswer,
      {},
    )
    .option('--dry-run', 'try everything and keep nothing')
    .option('--workspace <name>', 'main or demo', readWorkspace, 'main')
    .option('--database-url <url>', 'an external PostgreSQL (DATABASE_URL)')
    .option('--data <folder>', 'data directory of the embedded PostgreSQL (DRUMBEAT_DATA)')
    .addHelpText(
      'after',
      '\nExit codes: 0 every row is in, 1 failed and nothing was written, 2 wrong usage, 3 some rows are in quarantine,\n4 a question is open: nothing was written; answer it with --answer, or in the file of --mapping.',
    )
    .exitOverride()
}

function kindNames(): string[] {
  return fileKinds(declared).map((kind) => kind.name)
}

function readKind(text: string): string {
  if (kindNames().includes(text)) return text
  throw new InvalidArgumentError(`A kind is one of ${kindNames().join(', ')}.`)
}

function readAnswer(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new InvalidArgumentError('An answer is written as question=value.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

function readWorkspace(name: string): 'main' | 'demo' {
  if (name === 'main' || name === 'demo') return name
  throw new InvalidArgumentError('A workspace is main or demo.')
}
