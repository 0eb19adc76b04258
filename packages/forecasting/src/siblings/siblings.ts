import { type Declined, declined, type FitOptions, type Fitted, type Forecast, type Values } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { median } from '../numerics/median.ts'
import { reachT } from '../numerics/normal.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkRequest, checkUpdate, validate } from '../validation.ts'
import { type BackwardSeason, familySeason, type Life } from './family-season.ts'
import { levelOf, playThrough, type Windows } from './windows.ts'

/** A related series that ends in the same period; leading zeros or NaN are taken as the time before its launch. */
export interface Sibling {
  readonly series: Values
  /** How alike it is; 1 by default. */
  readonly weight?: number
}

/** A short or new series and those it may learn from. */
export interface SiblingRequest extends FitOptions {
  readonly series: Values
  readonly siblings: readonly Sibling[]
}

/** A forecast borrowed from siblings, and in `notes` what was borrowed. */
export interface FittedSibling extends Fitted {
  readonly notes: readonly string[]
  update(value: number): FittedSibling
  explain(horizon: number): { mean: Float64Array; level: Float64Array; trend: Float64Array; season: Float64Array }
}

/**
 * Forecasts an item with no or few values of its own as its siblings went when they were as young: seasonal indices of
 * the family, shrunk; the path after the launch, or after any moment, that siblings took from the level they had; its own
 * level, drawn to theirs where one or two noisy values are all there is. Widths are the spread among the siblings. For values at
 * or above zero only; `update` reads the siblings anew, which takes milliseconds and not microseconds.
 */
export function siblingForecast(request: SiblingRequest): FittedSibling | Declined {
  const { siblings } = request
  const unseen = Array.from(request.series).every(Number.isNaN)
  const valid = validate(unseen ? [0] : request.series, request)
  if (valid.kind === 'declined') return valid
  const own = lived(request.series)
  const lives = siblings.flatMap(({ series, weight = 1 }): Life[] => {
    const values = lived(series)
    const usable = weight > 0 && values.length >= 3 && !values.some((value) => value < 0)
    return usable ? [{ values, weight, launched: values.length < series.length }] : []
  })
  if (own.some((value) => value < 0)) {
    return declined(`Siblings serve quantities at or above zero; got ${Math.min(...own)}. Use auto.`)
  }
  const nothing = shareOfNothing([...lives.map(({ values }) => values), own])
  if (nothing > mostNothing) {
    const share = `${Math.round(100 * nothing)} % of the periods of the siblings hold nothing`
    return declined(`${share}: ratios of demand that comes now and then teach nothing. Use auto.`)
  }
  if (lives.length < 3) return declined(`At least 3 siblings with 3 values are needed; got ${lives.length}. Use auto.`)
  // A season longer than every life cannot be learned, and is not made room for.
  const longest = Math.max(...lives.map(({ values }) => values.length))
  const m = valid.seasonLength > longest ? 1 : valid.seasonLength
  const { family, own: seasons } = familySeason([...lives, { values: own, weight: 1, launched: false }], m)
  const season = seasons.at(-1)!
  // Siblings are looked at as the item is: with the family's season, so that how far theirs are from it is in the spread.
  const adjusted = lives.map(({ values }) => values.map((value, t) => value / at(family, values.length - 1 - t)))
  const play = (age: number, horizon: number) => playThrough({ lives, adjusted, age, horizon })
  if (!play(own.length, 1)) {
    return declined(`Fewer than 3 siblings went on for more than ${own.length} periods. Use auto.`)
  }
  return fittedAt({
    own,
    season,
    play,
    siblings: lives.length,
    since: 0,
    notes: notesOn(own, lives, season, play(own.length, 1)!),
  })
}

/** With more than this share of nothing, demand is intermittent. */
const mostNothing = 0.1

function shareOfNothing(series: readonly Float64Array[]): number {
  const count = series.reduce((sum, values) => sum + values.length, 0)
  return series.reduce((sum, values) => sum + values.filter((value) => value === 0).length, 0) / Math.max(1, count)
}

/** The values from the first one above zero on, gaps bridged. */
function lived(series: Values): Float64Array {
  const valid = validate(series)
  const values = valid.kind === 'declined' ? new Float64Array(0) : valid.y
  const first = values.findIndex((value) => value !== 0 && !Number.isNaN(value))
  return first < 0 ? new Float64Array(0) : interpolate(values.subarray(first)).map((value) => value)
}

/** The index of the period `back` before the end of the family; ahead of it where `back` is negative. */
function at(season: BackwardSeason, back: number): number {
  const m = season.length
  return season[((back % m) + m) % m]!
}

interface Position {
  readonly own: Float64Array
  readonly season: BackwardSeason
  play(age: number, horizon: number): Windows | undefined
  readonly siblings: number
  /** Periods since the siblings end. */
  readonly since: number
  readonly notes: readonly string[]
}

function fittedAt(position: Position): FittedSibling {
  const { own, since, siblings, notes } = position
  return {
    kind: 'fitted',
    name: `like ${siblings} siblings`,
    notes,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      return forecastFrom(position, horizon, levels)
    },
    update(value) {
      const next = Number.isNaN(checkUpdate(value)) ? (forecastFrom(position, 1, []).mean[0] ?? 0) : value
      return fittedAt({ ...position, own: Float64Array.of(...own, Math.max(0, next)), since: since + 1 })
    },
    explain: (horizon) => partsOf(position, horizon),
  }
}

/** What is played through at an age that no three siblings passed, is played through at the highest age they did. */
function windowsAt({ own, play }: Position, horizon: number): { windows: Windows; age: number } {
  for (let age = own.length; age >= 0; age--) {
    const windows = play(age, horizon)
    if (windows) return { windows, age }
  }
  throw new Error('Siblings were accepted that allow no comparison at any age.')
}

function levelAndPath(position: Position, horizon: number) {
  const { own, season, since } = position
  const { windows, age } = windowsAt(position, horizon)
  const recent = own.subarray(own.length - age).map((value, i) => value / at(season, age - 1 - i - since))
  return { windows, ...drawn(levelOf(recent, windows.rule), windows, age) }
}

/** The own level drawn to the siblings' by how noisy it is against how much theirs differ; theirs alone where there is none. */
function drawn(level: number, { levels, spread }: Windows, age: number): { level: number; doubt: number } {
  if (levels.length === 0) return { level, doubt: 0 }
  const center = median(Float64Array.from(levels))
  const differ = levels.reduce((sum, log) => sum + (log - center) ** 2, 0) / levels.length
  if (age === 0) return { level: Math.exp(center), doubt: differ }
  const noise = spread[0]! ** 2 / 2 / age
  const share = differ / Math.max(1e-12, differ + noise)
  if (!(level > 0)) return { level: (1 - share) * Math.exp(center), doubt: noise }
  return { level: Math.exp(share * Math.log(level) + (1 - share) * center), doubt: 0 }
}

function forecastFrom(position: Position, horizon: number, levels: readonly number[]): Forecast {
  const { season, since } = position
  const { windows, level, doubt } = levelAndPath(position, horizon)
  const mean = windows.path.map((log, h) => level * Math.exp(log) * at(season, -1 - h - since))
  const intervals = levels.map((percent) => {
    const reach = reachT(percent, windows.count - 1)
    const width = windows.spread.map((spread) => Math.exp(reach * Math.sqrt(spread * spread + doubt)))
    return {
      level: percent,
      lo: mean.map((value, h) => value / width[h]!),
      hi: mean.map((value, h) => value * width[h]!),
    }
  })
  return sensible({ mean, intervals, nonNegative: true })
}

function partsOf(position: Position, horizon: number) {
  const { windows, level: start } = levelAndPath(position, horizon)
  const { mean } = forecastFrom(position, horizon, [])
  const level = new Float64Array(horizon).fill(start)
  const trend = windows.path.map((log) => start * Math.exp(log) - start)
  const season = mean.map((value, h) => value - level[h]! - trend[h]!)
  return { mean, level, trend, season }
}

function notesOn(own: Float64Array, lives: readonly Life[], season: BackwardSeason, windows: Windows): string[] {
  const borrowed = season.some((index) => index !== 1) ? 'season and course' : 'course'
  const how = windows.launched ? 'after their launches' : 'from the level they had'
  const count = own.length === 1 ? 'One value' : `${own.length === 0 ? 'No' : own.length} values`
  return [`${count} of its own: ${borrowed} are borrowed from ${lives.length} siblings, as they went ${how}.`]
}
