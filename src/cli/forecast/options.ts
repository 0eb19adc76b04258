import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  adida,
  arima,
  autoModel,
  ces,
  counts,
  croston,
  dynamicTheta,
  ets,
  imapa,
  type Model,
  mean,
  naive,
  naive2,
  sba,
  seasonalNaive,
  theta,
  tsb,
} from '@drumbeat/forecasting'
import { type Frequency, frequencies } from './timeline.ts'
import { isTraits, type Traits } from './traits.ts'

/** What `drumbeat forecast` was asked to do. */
export interface ForecastOptions {
  readonly horizon: number
  readonly seasonLength: number
  readonly model: Model
  readonly levels: readonly number[]
  readonly nonNegative: boolean
  readonly format: 'csv' | 'ndjson'
  readonly timing?: string
  readonly notes?: string
  /** How far apart dates are; without it they tell themselves, or are refused. */
  readonly frequency?: Frequency
  /** What the series have in common: learned from the input, known already, or not asked for. */
  readonly traits: 'learn' | 'none' | Traits
  /** Where to write what was learned, instead of forecasts. */
  readonly learnTraits?: string
}

/** The arguments read: options, a wish for help, or what is wrong with them. */
export type ReadArguments =
  | { readonly kind: 'options'; readonly options: ForecastOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string }

const models: Record<string, () => Model> = {
  auto: autoModel,
  ets,
  theta,
  'dynamic-theta': dynamicTheta,
  arima,
  ces,
  croston,
  sba,
  tsb,
  adida,
  imapa,
  counts,
  naive,
  'seasonal-naive': seasonalNaive,
  naive2,
  mean,
}

const longestHorizon = 10_000

/** What `drumbeat forecast --help` prints. */
export const forecastHelp = `Usage: drumbeat forecast --horizon N --season-length N [options] < in.csv > out.csv

Forecasts any number of series from stdin to stdout. Needs no database.

Input   unique_id,ds,y       rows of one series together, ds ascending; ds is an integer or an ISO date;
                             an empty y or a gap in ds is a missing value
Output  unique_id,step,mean,lo80,hi80,lo95,hi95

Options
  --horizon N         how many periods ahead (required)
  --season-length N   periods in a season: 12 for months, 4 for quarters, 1 for none (required)
  --model NAME        ${Object.keys(models).join(', ')} (default auto)
  --levels LIST       central intervals in per cent, comma-separated (default 80,95)
  --format FORM       csv (default) or ndjson: an object with the same names on every line
  --non-negative      keep forecasts and intervals at zero or above
  --frequency NAME    ${frequencies.join(', ')}: how far apart periods are, where dates do not tell
  --traits FROM       learn (default): of 30 and more alike, series learn from each other how demand fades and ends and how
                      wide intervals must be, and are written once the input has ended; model auto only.
                      none: each by itself, written as it comes. FILE: what --learn-traits wrote: parts make the whole
  --learn-traits FILE forecast nothing, write what the series have in common to FILE
  --timing FILE       write unique_id,ms: the time each series took
  --notes FILE        write unique_id,note: why a series fell back, or what was missing
  --help              this text

Exit codes: 0 every series forecast; 1 the input was refused; 2 wrong usage; 3 some series were left out (named on
stderr).
`

/** Reads the arguments of `drumbeat forecast`. */
export function readArguments(argv: readonly string[]): ReadArguments {
  const parsed = parse(argv)
  if (typeof parsed === 'string') return problem(parsed)
  if (parsed.help) return { kind: 'help' }
  const horizon = wholeNumber(parsed.horizon)
  if (horizon === undefined || horizon > longestHorizon) {
    return problem(`--horizon ${parsed.horizon ?? 'is missing'}: give a whole number from 1 to ${longestHorizon}.`)
  }
  const seasonLength = wholeNumber(parsed['season-length'])
  if (seasonLength === undefined) {
    const given = parsed['season-length'] ?? 'is missing'
    return problem(
      `--season-length ${given}: give a whole number of at least 1, such as 12 for months or 1 for no season.`,
    )
  }
  const name = parsed.model ?? 'auto'
  const make = Object.hasOwn(models, name) ? models[name] : undefined
  if (!make) return problem(`--model ${name} is unknown. Use one of ${Object.keys(models).join(', ')}.`)
  const levels = readLevels(parsed.levels ?? '80,95')
  if (!levels) return problem(`--levels ${parsed.levels}: give different per cents between 0 and 100, such as 80,95.`)
  const format = parsed.format ?? 'csv'
  if (format !== 'csv' && format !== 'ndjson') return problem(`--format ${format}: give csv or ndjson.`)
  const frequency = frequencies.find((each) => each === parsed.frequency)
  if (parsed.frequency !== undefined && !frequency) {
    return problem(`--frequency ${parsed.frequency}: give one of ${frequencies.join(', ')}.`)
  }
  const traits = readTraits(parsed.traits ?? 'learn')
  if (typeof traits === 'string' && traits !== 'learn' && traits !== 'none') return problem(traits)
  const { timing, notes, 'learn-traits': learnTraits } = parsed
  const nonNegative = parsed['non-negative'] ?? false
  return {
    kind: 'options',
    options: {
      ...{ horizon, seasonLength, model: make(), levels, nonNegative, format, traits },
      ...(timing === undefined ? {} : { timing }),
      ...(notes === undefined ? {} : { notes }),
      ...(frequency && { frequency }),
      ...(learnTraits !== undefined && { learnTraits }),
    },
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: false,
      options: {
        horizon: { type: 'string' },
        'season-length': { type: 'string' },
        model: { type: 'string' },
        levels: { type: 'string' },
        'non-negative': { type: 'boolean' },
        format: { type: 'string' },
        timing: { type: 'string' },
        notes: { type: 'string' },
        frequency: { type: 'string' },
        traits: { type: 'string' },
        'learn-traits': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return (error as Error).message.split('. ')[0] ?? 'The arguments cannot be read.'
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

function readLevels(text: string): number[] | undefined {
  const parts = text.split(',')
  const levels = parts.map(Number)
  const sound =
    parts.every((part) => /^\d{1,2}(\.\d+)?$/.test(part)) && levels.every((level) => level > 0 && level < 100)
  return sound && new Set(levels).size === levels.length ? levels : undefined
}

/** The traits asked for; a sentence says what is wrong with their file. */
function readTraits(from: string): 'learn' | 'none' | Traits | string {
  if (from === 'learn' || from === 'none') return from
  const way = 'Give learn, none, or a file that --learn-traits wrote.'
  try {
    const read: unknown = JSON.parse(readFileSync(from, 'utf8'))
    return isTraits(read) ? read : `--traits ${from}: this is not what series have in common. ${way}`
  } catch (error) {
    return `--traits ${from}: ${(error as Error).message.split('\n')[0]} ${way}`
  }
}

function problem(text: string): ReadArguments {
  return { kind: 'problem', problem: text }
}
