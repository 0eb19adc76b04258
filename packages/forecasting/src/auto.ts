import type { Declined, Fitted, Model, Values } from './contract.ts'
import { readPattern } from './intermittent/pattern.ts'
import { isOnLine } from './models/line.ts'
import { closedPlaces, openPeriods, withClosedPlaces } from './season/closed-places.ts'
import { choices, fewest, heldToFloor } from './selection/choices.ts'
import { beginsAt, inactiveFor } from './selection/inactive.ts'
import { inWhole, partOf } from './selection/part-of-series.ts'
import type { AutoFitted, AutoRequest } from './selection/request.ts'
import { seasoned } from './selection/season-of-request.ts'
import { siblingForecast } from './siblings/siblings.ts'
import { applyFindings, type Finding } from './treatment/finding.ts'
import { treatHistory } from './treatment/treat-history.ts'
import { type Validated, validate } from './validation.ts'

/**
 * Forecasts a series without being told how: the weighted mean of ETS, Theta and autoregressive models for series that sell
 * often, the mean of a trend of occurrence, the mean and IMAPA for intermittent ones (with a `prior`, learned from related series, the
 * Bayesian intermittent model), the level of late and the last season for short ones. Places of the season at which nothing is sold (weekends, winter)
 * stay at zero. What seasonal naive, naive or a straight line would have forecast clearly better is left to them. Where no season
 * length is given (1 says that there is none) a clear season is found by itself. Declines only what has no values.
 */
export function auto(given: AutoRequest): AutoFitted | Declined {
  const { request, note } = seasoned(given)
  return ofOpenPlaces(request, note) ?? ofLife(request, note)
}

/** `auto` in the shape of a model, for rolling-origin evaluation and for combinations. */
export function autoModel(): Model {
  return { name: 'auto', fit: (series, options) => auto({ ...options, series }) }
}

/** The forecast of the open places alone, with zero at the closed ones; undefined where none is closed. */
function ofOpenPlaces(request: AutoRequest, note: string | undefined): AutoFitted | undefined {
  const valid = validate(request.series, request)
  if (valid.kind === 'declined') return undefined
  const { y, seasonLength: m } = valid
  const places = closedPlaces(y, m)
  if (!places) return undefined
  const at = openPeriods(y.length, places)
  const seasonOf = (season: number) => (season === m ? places.open : (season * places.open) / m)
  const { seasonLengths, siblings: _, ...rest } = partOf(request, at)
  const inner = ofLife(
    {
      ...{ ...rest, seasonLength: places.open },
      ...(seasonLengths && { seasonLengths: seasonLengths.map(seasonOf).filter((season) => season >= 2) }),
    },
    note,
  )
  if (inner.kind === 'declined') return undefined
  const closedNote = `Nothing is sold at ${m - places.open} of ${m} places of the season: they stay at zero.`
  const notes = [closedNote, ...inner.notes]
  const said = { pattern: inner.pattern, notes, findings: inWhole(inner.findings, at) }
  return noted(withClosedPlaces({ fitted: inner, places, time: y.length }), said)
}

/** The forecast from the history since the item began to sell, where it was probably not there before. */
function ofLife(request: AutoRequest, note: string | undefined): AutoFitted | Declined {
  const { series } = request
  const begins = beginsAt(Float64Array.from(series))
  if (begins === 0) return ofWhole(request, note)
  const at = Array.from({ length: series.length - begins }, (_, i) => begins + i)
  const inner = ofWhole(partOf(request, at), note)
  if (inner.kind === 'declined') return inner
  const why = `Nothing was sold in the first ${begins} periods, far longer than ever since: probably the item was not there yet, and they do not count.`
  return noted(inner, {
    pattern: inner.pattern,
    notes: [why, ...inner.notes],
    findings: inWhole(inner.findings, at),
  })
}

function ofWhole(request: AutoRequest, note: string | undefined): AutoFitted | Declined {
  const inactive = inactivityOf(request)
  const { series, findings } = treated(request, inactive)
  const borrowed = fromSiblings(request, series)
  if (borrowed) {
    const { pattern } = readPattern(Float64Array.from(series))
    return noted(borrowed, { pattern, notes: borrowed.notes, findings })
  }
  const valid = validate(series, request)
  if (valid.kind === 'declined') return valid
  const { pattern, interval } = readPattern(valid.y)
  const notes = [...(note ? [note] : []), ...notesOn(valid)]
  for (const choice of choices(valid, { pattern, interval, inactive }, request)) {
    const fitted = choice.model.fit(series, request)
    if (fitted.kind === 'declined') {
      notes.push(fitted.reason)
      continue
    }
    const { model, note: why } = heldToFloor(fitted, series, valid) ?? { model: undefined, note: choice.note }
    if (why) notes.push(why)
    const held = model?.fit(series, request) ?? fitted
    return noted(held.kind === 'fitted' ? held : fitted, { pattern, notes, findings })
  }
  throw new Error(`No model took a series of ${valid.y.length} values; the naive model should have.`)
}

/** How long an item that has probably ended sold nothing; periods in which nothing was available say nothing. */
function inactivityOf({ series, available }: AutoRequest): number {
  const seen = Float64Array.from(series, (value, t) =>
    available && Number(available[t] ?? 1) < 1 ? Number.NaN : value,
  )
  return inactiveFor(seen)
}

function notesOn(valid: Validated): string[] {
  const { y, observed, seasonLength: m } = valid
  const notes: string[] = []
  if (observed < y.length) {
    notes.push(
      `${y.length - observed} of ${y.length} values are missing: ETS passes over them, other models bridge them on a straight line.`,
    )
  }
  if (m > 1 && y.length < 2 * m) {
    notes.push(`Season length ${m} needs at least ${2 * m} values to be estimated; got ${y.length}.`)
  }
  return notes
}

/** A forecast as siblings go, where they are given and the series is too short to stand alone. */
function fromSiblings(request: AutoRequest, series: Values) {
  const { siblings, seasonLength = 1 } = request
  if (!siblings || series.length > Math.max(fewest - 1, 2 * seasonLength)) return undefined
  const fitted = siblingForecast({ ...request, series, siblings })
  return fitted.kind === 'fitted' ? fitted : undefined
}

/**
 * The history as models see it. That of an item which has ended is left as it is, or its end would be called a stock-out or a new level,
 * and so is an exact line: in logarithms its first values would stand out.
 */
function treated(
  { treat = 'auto', ...request }: AutoRequest,
  inactive: number,
): { series: Values; findings: readonly Finding[] } {
  if (treat === 'none' || (inactive > 0 && !request.available)) return { series: request.series, findings: [] }
  if (treat !== 'auto') return { series: applyFindings(request.series, treat), findings: treat }
  const valid = validate(request.series, request)
  if (valid.kind === 'valid' && isOnLine(valid)) return { series: request.series, findings: [] }
  const found = treatHistory(request.series, request)
  return found.kind === 'declined' ? { series: request.series, findings: [] } : found
}

function noted(fitted: Fitted, said: Pick<AutoFitted, 'pattern' | 'notes' | 'findings'>): AutoFitted {
  return { ...fitted, ...said, update: (value) => noted(fitted.update(value), said) }
}
