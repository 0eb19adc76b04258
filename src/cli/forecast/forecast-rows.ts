import { atLearnedWidth, auto, type Fitted, type Forecast, learnsFromOthers } from '@drumbeat/forecasting'
import { seedOf } from './ended-ids.ts'
import type { ForecastOptions } from './options.ts'
import type { Traits } from './traits.ts'

/** The forecast of one series as CSV lines, with what is worth noting; or why there is none. */
export type ForecastRows =
  | { readonly kind: 'rows'; readonly text: string; readonly notes: string }
  | { readonly kind: 'none'; readonly reason: string }

/** The header of the output. */
export function outputHeader(levels: readonly number[]): string {
  return `unique_id,step,mean${levels.map((level) => `,lo${level},hi${level}`).join('')}\n`
}

/**
 * Forecasts one series; a model that declines it is replaced by `auto`, and the reason noted. An error of a model is told
 * as a reason, so that one series never ends a stream of millions.
 */
export function forecastRows(given: Given): ForecastRows {
  try {
    return tryRows(given)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'none', reason: `the model failed on ${given.values.length} values: ${message}` }
  }
}

interface Given {
  readonly id: string
  readonly values: Float64Array
  readonly options: ForecastOptions
  /** What all series have in common, where that is known. */
  readonly traits?: Traits | undefined
}

function tryRows({ id, values, options, traits }: Given): ForecastRows {
  const { seasonLength, nonNegative, horizon, levels, model } = options
  const isIntermittent = traits !== undefined && learnsFromOthers(values)
  const prior = isIntermittent ? traits.intermittent : null
  const widths = isIntermittent ? null : traits?.widths
  const known = { seasonLength, nonNegative, seed: seedOf(id), ...(prior && { prior }) }
  const write = options.format === 'ndjson' ? linesOf : rowsOf
  const notes: string[] = []
  let fitted = model.fit(values, known)
  if (fitted.kind === 'declined') {
    notes.push(`${fitted.reason} Forecast by auto instead.`)
    fitted = auto({ ...known, series: values })
    if (fitted.kind === 'declined') return { kind: 'none', reason: fitted.reason }
  }
  notes.push(...notesOf(fitted))
  const forecast = fitted.forecast({ horizon, levels })
  const held = widths ? atLearnedWidth(forecast, { widths, length: values.length, nonNegative }) : forecast
  return { kind: 'rows', text: write(id, held), notes: notes.join(' ') }
}

/** A field as CSV wants it: quoted when it holds a comma, a quote or a line break. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function notesOf(fitted: Fitted): readonly string[] {
  return 'notes' in fitted && Array.isArray(fitted.notes) ? fitted.notes : []
}

function rowsOf(id: string, { mean, intervals }: Forecast): string {
  const name = csvField(id)
  let text = ''
  for (let h = 0; h < mean.length; h++) {
    text += `${name},${h + 1},${mean[h]}`
    for (const { lo, hi } of intervals) text += `,${lo[h]},${hi[h]}`
    text += '\n'
  }
  return text
}

/** One JSON object per step, with the names of the CSV columns. */
function linesOf(id: string, { mean, intervals }: Forecast): string {
  let text = ''
  for (let h = 0; h < mean.length; h++) {
    const row: Record<string, string | number> = { unique_id: id, step: h + 1, mean: mean[h]! }
    for (const { level, lo, hi } of intervals) {
      row[`lo${level}`] = lo[h]!
      row[`hi${level}`] = hi[h]!
    }
    text += `${JSON.stringify(row)}\n`
  }
  return text
}
