import { detectSeason } from '../season/detect-season.ts'
import { looksSeasonal } from '../season/seasonality.ts'
import { shrunkenSeason } from '../season/shrunken-season.ts'
import { interpolate } from '../treatment/missing.ts'
import { validate } from '../validation.ts'
import type { AutoRequest } from './request.ts'

/** The request with one season length: the shortest of several that the history holds twice, or the one found by itself. */
export function seasoned(request: AutoRequest): { request: AutoRequest; note?: string } {
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
  const valid = validate(series, request)
  const found = valid.kind === 'valid' ? detectSeason(valid.y) : 1
  if (found === 1) return { request }
  return { request: { ...request, seasonLength: found }, note: `A season of ${found} was found in the values.` }
}

/** Hours, half hours or quarters of an hour whose week is clear beyond their day: the week is the season, and holds the day. */
function weekly(request: AutoRequest, day: number): { request: AutoRequest; note?: string } {
  const week = 7 * day
  if (!daysOf.includes(day) || request.series.length <= 2.5 * week) return { request }
  const valid = validate(request.series, request)
  if (valid.kind === 'declined') return { request }
  const { adjusted } = shrunkenSeason(interpolate(valid.y), day)
  if (!looksSeasonal(adjusted, week)) return { request }
  return { request: { ...request, seasonLength: week }, note: `A season of ${week} was found beside that of ${day}.` }
}

const daysOf = [24, 48, 96]
