import { parseArgs } from 'node:util'

/** What `drumbeat deal-outlook fit` was asked to do. */
export interface FitOptions {
  readonly data?: string
  readonly model: string
  readonly target: string
  readonly positive?: string
  readonly negative?: string
  readonly numeric: readonly string[]
  readonly categorical: readonly string[]
  readonly dates: readonly string[]
  readonly without: readonly string[]
  readonly time?: string
  readonly split?: string
  readonly id?: string
  /** The order of dates such as 03/04/2026, of which no row tells. */
  readonly dayOrder?: 'dmy' | 'mdy'
  readonly seed: number
  readonly evenWithoutSignal: boolean
}

/** What `drumbeat deal-outlook score` was asked to do. */
export interface ScoreOptions {
  readonly data?: string
  readonly model: string
  readonly id?: string
  readonly out?: string
  readonly reasons: number
}

/** The arguments read: what to do, a wish for help, or what is wrong with them. */
export type ReadArguments =
  | { readonly kind: 'fit'; readonly options: FitOptions }
  | { readonly kind: 'score'; readonly options: ScoreOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string }

/** What `drumbeat deal-outlook --help` prints. */
export const dealOutlookHelp = `Usage: drumbeat deal-outlook fit --target COLUMN --model FILE [options] < deals.csv
       drumbeat deal-outlook score --model FILE [options] < open-deals.csv > scores.csv

Learns from a CSV file of deals how likely each is won, and scores others with reasons. Needs no database.

fit
  --data FILE            CSV with a header (default: stdin)
  --target COLUMN        the outcome: won/lost, yes/no, true/false or 1/0; rows without one are left out
  --positive VALUE       the value that counts as 1, where the target has other words; all others count as 0
  --negative VALUE       the value that counts as 0; rows with any third value are left out
  --numeric LIST         columns of numbers, comma-separated; an empty value is missing
  --categorical LIST     columns of names
  --dates LIST           columns of dates: month, weekday, day of the quarter and days before --time are used
                         (without any of these three lists, every other column is used as what it looks like)
  --without LIST         columns to leave out, such as those written when a deal closes
  --time COLUMN          a number or ISO date: the latest fifth of the rows is measured on, then learned from too
  --split COLUMN         rows saying "train" are learned from, "test" only measured on; others are left out
                         (without --time and --split, a random fifth is measured on)
  --day-order ORDER      dmy or mdy: how dates such as 03/04/2026 are meant, where no row tells
  --id COLUMN            rows of one deal; they are kept together when rows are held back
  --model FILE           where to write the model, as JSON
  --seed N               whole number (default 1); the same seed gives the same model
  --even-without-signal  use the trees even when they cannot be told from the base rate
score
  --data FILE            CSV with the columns the model knows (default: stdin)
  --model FILE           what fit wrote
  --id COLUMN            written before each probability (default: the row number)
  --reasons N            the N largest reasons, the others as one (default 3; 0 for none)
  --out FILE             where to write (default: stdout)

Output of score: id,probability,log_odds,baseline,reasons; baseline and reasons sum to log_odds.
Exit codes: 0 done; 1 refused or failed; 2 wrong usage; 3 done, but some rows were left out (said on stderr).
`

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const
const help = { type: 'boolean', short: 'h' } as const
const columnFlags = { numeric: text, categorical: text, dates: text, without: text, time: text, split: text, id: text }
const targetFlags = { target: text, positive: text, negative: text }
const fitFlags = {
  data: text,
  model: text,
  seed: text,
  help,
  'even-without-signal': yes,
  'day-order': text,
  ...targetFlags,
  ...columnFlags,
}
const scoreFlags = { data: text, model: text, id: text, reasons: text, out: text, help }

/** Reads the arguments of `drumbeat deal-outlook`. */
export function readArguments(argv: readonly string[]): ReadArguments {
  const [verb, ...args] = argv
  if (verb === '--help' || verb === '-h') return { kind: 'help' }
  try {
    if (verb === 'fit') return readFit(args)
    if (verb === 'score') return readScore(args)
  } catch (error) {
    return problem((error as Error).message.split('. ')[0] ?? 'The arguments cannot be read.')
  }
  return problem(`${verb === undefined ? 'A verb is missing' : `There is no "${verb}"`}: say fit or score.`)
}

function readFit(args: string[]): ReadArguments {
  const { seed: asked = '1', help, ...flags } = parseArgs({ args, options: fitFlags, allowPositionals: false }).values
  if (help) return { kind: 'help' }
  const { 'day-order': dayOrder, ...given } = flags
  const { target, model, time, split, negative, positive } = given
  if (!target) return problem('--target is missing: name the column that holds the outcome.')
  if (!model) return problem('--model is missing: name the file to write.')
  if (time !== undefined && split !== undefined) {
    return problem(`--time ${time} and --split ${split} both say how rows are held back: give one.`)
  }
  if (negative !== undefined && positive === undefined) {
    return problem(`--negative ${negative} without --positive: name the value that counts as 1 too.`)
  }
  if (dayOrder !== undefined && !isDayOrder(dayOrder)) return problem(`--day-order ${dayOrder}: say dmy or mdy.`)
  if (!/^-?\d{1,9}$/.test(asked)) return problem(`--seed ${asked}: give a whole number.`)
  const [numeric, categorical] = [listOf(flags.numeric), listOf(flags.categorical)]
  const [dates, without] = [listOf(flags.dates), listOf(flags.without)]
  const twice = [...numeric, ...categorical, ...dates].find((name, i, all) => all.indexOf(name) !== i)
  if (twice !== undefined) return problem(`The column ${twice} is named twice: give it one kind.`)
  const evenWithoutSignal = flags['even-without-signal'] ?? false
  const options = {
    ...defined(given),
    ...(dayOrder && { dayOrder }),
    model,
    target,
    numeric,
    categorical,
    dates,
    without,
  }
  return { kind: 'fit', options: { ...options, seed: Number(asked), evenWithoutSignal } }
}

function readScore(args: string[]): ReadArguments {
  const { reasons = '3', help, ...flags } = parseArgs({ args, options: scoreFlags, allowPositionals: false }).values
  if (help) return { kind: 'help' }
  const { model } = flags
  if (!model) return problem('--model is missing: name the file that fit wrote.')
  if (!/^\d{1,4}$/.test(reasons)) return problem(`--reasons ${reasons}: give a whole number, 0 for none.`)
  return { kind: 'score', options: { ...defined(flags), model, reasons: Number(reasons) } }
}

function isDayOrder(text: string): text is 'dmy' | 'mdy' {
  return text === 'dmy' || text === 'mdy'
}

function listOf(text: string | undefined): string[] {
  return text === undefined
    ? []
    : text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
}

/** Only what was given, so that an absent option stays absent. */
function defined<T extends object>(flags: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as never
}

function problem(text: string): ReadArguments {
  return { kind: 'problem', problem: text }
}
