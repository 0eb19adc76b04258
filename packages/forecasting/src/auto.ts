import type { Declined, FitOptions, Fitted, Model, Values } from './contract.ts'
import { detectSeason } from './detect-season.ts'
import { type Admitted, admit } from './door.ts'
import { intermittentCombination } from './intermittent-combination.ts'
import { mean } from './mean.ts'
import { interpolate } from './missing.ts'
import { naive, seasonalNaive } from './naive.ts'
import { occurrenceBelief } from './occurrence-belief.ts'
import { type Pattern, type PatternReading, readPattern } from './pattern.ts'
import { looksSeasonal } from './seasonality.ts'
import { severalSeasons } from './several-seasons.ts'
import { type Sibling, siblingForecast } from './siblings.ts'
import { smoothCombination } from './smooth-combination.ts'
import { steadySeason } from './steady-season.ts'
import { applyFindings, type Finding } from './treatment/finding.ts'
import { type TreatOptions, treatHistory } from './treatment.ts'

/** A series and what is known of it. */
export interface AutoRequest extends FitOptions, Pick<TreatOptions, 'available' | 'decided'> {
  readonly series: Values
  /** `auto` (the default) treats what `treatHistory` finds, `none` nothing; findings given are applied where accepted. */
  readonly treat?: 'auto' | 'none' | readonly Finding[]
  /** Related series that end in the same period: a series without two whole seasons of its own (or 8 values) learns from them. */
  readonly siblings?: readonly Sibling[]
  /** Several seasons at once, such as [7, 365.25] for days or [24, 168] for hours; in place of `seasonLength`. */
  readonly seasonLengths?: readonly number[]
  /** Where the weights of the combination were learned: on M3 (the default), or on simulated series alone. */
  readonly weights?: 'm3' | 'simulated'
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
 * often, the mean of a trend of occurrence, the mean and IMAPA for intermittent ones (with `habits`, learned from related series, a
 * weighed chance of demand), the mean or a naive model for short ones. Where no season length is given (1 says that there is none) a clear season is found by itself. Declines only what has
 * no values.
 */
export function auto(given: AutoRequest): AutoFitted | Declined {
  const { request, note } = seasoned(given)
  const { series, findings } = treated(request)
  const borrowed = fromSiblings(request, series)
  if (borrowed) {
    const { pattern } = readPattern(Float64Array.from(series))
    return noted(borrowed, { pattern, notes: borrowed.notes, findings })
  }
  const door = admit(series, request)
  if (door.kind === 'declined') return door
  const { pattern, interval } = readPattern(door.y)
  const notes = [...(note ? [note] : []), ...notesOn(door)]
  for (const choice of choices(door, { pattern, interval }, request)) {
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
function choices(door: Admitted, { pattern, interval }: Reading, request: AutoRequest): Choice[] {
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
    const model = request.habits ? occurrenceBelief() : intermittentCombination()
    const silent = silence(y)
    const note =
      silent > 0
        ? `No demand in the last ${silent} periods, far longer than ever before: probably the item is no longer sold.`
        : `Demand comes every ${interval.toFixed(1)} periods: the ${model.name} is used.`
    return [{ model, note }, fallback]
  }
  const model = smoothCombination(request.weights ? { weights: request.weights } : {})
  const seasons = request.seasonLengths?.filter((season) => y.length >= 2 * season) ?? []
  if (seasons.length < 2) return [{ model }, fallback]
  return [
    { model: severalSeasons({ seasons, model }), note: `Seasons of ${seasons.join(' and ')} are followed together.` },
    { model },
    fallback,
  ]
}

type Reading = Pick<PatternReading, 'pattern' | 'interval'>

/** The request with one season length: the shortest of several that the history holds twice, or the one found by itself. */
function seasoned(request: AutoRequest): { request: AutoRequest; note?: string } {
  const { series, seasonLengths, seasonLength } = request
  if (seasonLengths && seasonLengths.length > 0) {
    const short = seasonLengths.filter((season) => series.length < 2 * season)
    const whole = seasonLengths.filter((season) => Number.isInteger(season) && series.length > 2 * season)
    const kept = { ...request, seasonLength: whole.length > 0 ? Math.min(...whole) : 1 }
    if (short.length === 0) return { request: kept }
    const note = `A season of ${short.join(' and ')} needs two whole seasons, ${Math.ceil(2 * Math.min(...short))} values; got ${series.length}.`
    return { request: kept, note }
  }
  if (seasonLength !== undefined) return weekly(request, seasonLength)
  const door = admit(series, request)
  const found = door.kind === 'admitted' ? detectSeason(door.y) : 1
  if (found === 1) return { request }
  return { request: { ...request, seasonLength: found }, note: `A season of ${found} was found in the values.` }
}

/** Hours, half hours or quarters of an hour whose week is clear beyond their day: the week is the season, and holds the day. */
function weekly(request: AutoRequest, day: number): { request: AutoRequest; note?: string } {
  const week = 7 * day
  if (!daysOf.includes(day) || request.series.length <= 2.5 * week) return { request }
  const door = admit(request.series, request)
  if (door.kind === 'declined') return { request }
  const { adjusted } = steadySeason(interpolate(door.y), day)
  if (!looksSeasonal(adjusted, week)) return { request }
  return { request: { ...request, seasonLength: week }, note: `A season of ${week} was found beside that of ${day}.` }
}

const daysOf = [24, 48, 96]

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
