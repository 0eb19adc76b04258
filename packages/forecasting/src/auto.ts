import type { Declined, FitOptions, Fitted, Model, Values } from './contract.ts'
import { type Admitted, admit } from './door.ts'
import { intermittentCombination } from './intermittent-combination.ts'
import { mean } from './mean.ts'
import { naive, seasonalNaive } from './naive.ts'
import { type Pattern, readPattern } from './pattern.ts'
import { type Sibling, siblingForecast } from './siblings.ts'
import { smoothCombination } from './smooth-combination.ts'
import { applyFindings, type Finding } from './treatment/finding.ts'
import { treatHistory } from './treatment.ts'

/** A series and what is known of it. */
export interface AutoRequest extends FitOptions {
  readonly series: Values
  /** `auto` (the default) treats what `treatHistory` finds, `none` nothing; findings given are applied where accepted. */
  readonly treat?: 'auto' | 'none' | readonly Finding[]
  /** Related series that end in the same period: a series without two whole seasons of its own (or 8 values) learns from them. */
  readonly siblings?: readonly Sibling[]
}

/**
 * What `auto` chose: a fitted model, the pattern it saw, in `notes` why it did anything but the full combination, and in
 * `findings` what was wrong with the history and what was used instead.
 */
export interface AutoFitted extends Fitted {
  readonly pattern: Pattern
  readonly notes: readonly string[]
  readonly findings: readonly Finding[]
  update(value: number): AutoFitted
}

/** Fewer values than this carry no trend or season that a model could be trusted with. */
const fewest = 8

/**
 * Forecasts a series without being told how: the weighted mean of ETS, Theta and autoregressive models for series that sell
 * often, the mean of a trend of occurrence, the mean and IMAPA for intermittent ones, the mean or a naive model for short
 * ones. Declines only what has no values.
 */
export function auto(request: AutoRequest): AutoFitted | Declined {
  const { series, findings } = treated(request)
  const borrowed = fromSiblings(request, series)
  if (borrowed) {
    const { pattern } = readPattern(Float64Array.from(series))
    return noted(borrowed, { pattern, notes: borrowed.notes, findings })
  }
  const door = admit(series, request)
  if (door.kind === 'declined') return door
  const { pattern, interval } = readPattern(door.y)
  const notes = notesOn(door)
  for (const choice of choices(door, pattern, interval)) {
    const fitted = choice.model.fit(series, request)
    if (fitted.kind === 'declined') {
      notes.push(fitted.reason)
      continue
    }
    if (choice.note) notes.push(choice.note)
    return noted(fitted, { pattern, notes, findings })
  }
  throw new Error(`No model took a series of ${door.y.length} values; the naive model should have.`)
}

/** `auto` in the shape of a model, for rolling-origin evaluation and for combinations. */
export function autoModel(): Model {
  return { name: 'auto', fit: (series, options) => auto({ ...options, series }) }
}

interface Choice {
  readonly model: Model
  readonly note?: string
}

/** The models to try, best first; the last one always fits. */
function choices(door: Admitted, pattern: Pattern, interval: number): Choice[] {
  const { y, observed, seasonLength: m } = door
  const fallback = { model: mean(), note: 'The mean of the history is used.' }
  if (pattern === 'constant')
    return [
      { model: naive(), note: `All values equal ${y.find((value) => !Number.isNaN(value))}: that value is repeated.` },
    ]
  if (observed < fewest) {
    const note = `Only ${observed} of at least ${fewest} values: `
    const seasonal =
      m > 1 && y.length >= m ? [{ model: seasonalNaive(), note: `${note}the last season is repeated.` }] : []
    return [...seasonal, { model: mean(), note: `${note}their mean is used.` }]
  }
  const intermittent = pattern === 'intermittent' || pattern === 'lumpy'
  if (intermittent && !y.some((value) => value < 0)) {
    const model = intermittentCombination()
    const silent = silence(y)
    const note =
      silent > 0
        ? `No demand in the last ${silent} periods, far longer than ever before: probably the item is no longer sold.`
        : `Demand comes every ${interval.toFixed(1)} periods: the ${model.name} is used.`
    return [{ model, note }, fallback]
  }
  return [{ model: smoothCombination() }, fallback]
}

/** How many periods the series has been silent, if that is unlike its past: more than twice its longest gap, and three. */
function silence(y: Float64Array): number {
  let gap = 0
  let longest = 0
  let begun = false
  for (const value of y) {
    if (value > 0) {
      if (begun) longest = Math.max(longest, gap)
      begun = true
      gap = 0
    } else if (value === 0) gap++
  }
  return gap > 2 * longest + 3 ? gap : 0
}

function notesOn(door: Admitted): string[] {
  const { y, observed, seasonLength: m } = door
  const notes: string[] = []
  if (observed < y.length) {
    notes.push(
      `${y.length - observed} of ${y.length} values are missing: ETS passes over them, other models bridge them on a straight line.`,
    )
  }
  if (m > 1 && y.length < 2 * m + 1) {
    notes.push(`Season length ${m} needs at least ${2 * m + 1} values to be estimated; got ${y.length}.`)
  }
  return notes
}

/** A forecast after the manner of siblings, where they are given and the series is too short to stand alone. */
function fromSiblings(request: AutoRequest, series: Values) {
  const { siblings, seasonLength = 1 } = request
  if (!siblings || series.length > Math.max(fewest - 1, 2 * seasonLength)) return undefined
  const fitted = siblingForecast({ ...request, series, siblings })
  return fitted.kind === 'fitted' ? fitted : undefined
}

function treated({ treat = 'auto', ...request }: AutoRequest): { series: Values; findings: readonly Finding[] } {
  if (treat === 'none') return { series: request.series, findings: [] }
  if (treat !== 'auto') return { series: applyFindings(request.series, treat), findings: treat }
  const found = treatHistory(request.series, request)
  return found.kind === 'declined' ? { series: request.series, findings: [] } : found
}

function noted(fitted: Fitted, said: Pick<AutoFitted, 'pattern' | 'notes' | 'findings'>): AutoFitted {
  return { ...fitted, ...said, update: (value) => noted(fitted.update(value), said) }
}
