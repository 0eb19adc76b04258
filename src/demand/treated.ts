import {
  type AutoFitted,
  accept,
  applyFindings,
  auto,
  type Declined,
  type TreatedHistory,
  treatHistory,
} from '@drumbeat/forecasting'
import { atNewLevel, findLevelShift, type LevelShift } from './drift/level-shift.ts'
import { findSeasonChange, type SeasonChange, withNewSeason } from './drift/season-change.ts'
import type { FindingKind } from './schema.ts'
import { type DatedPrior, learnedInWords, priorAt } from './traits/prior-at.ts'

/** What was found in a period: `at` is its index, `used` what the forecast counts instead if `accepted` (null: as missing). */
export type Finding = {
  at: number
  kind: FindingKind
  value: number
  used: number | null
  reason: string
  accepted: boolean
  /** For a level shift, by which share the level moved; null where it cannot be said as one. */
  by: number | null
}

/** What people decided about findings of this kind in this period. */
export type Decided = Pick<Finding, 'at' | 'kind' | 'accepted'>

type Teaching = {
  from: number
  closed: number
  seasonLength: number
  decided: readonly Decided[]
  siblings: readonly Float64Array[]
  priors: readonly DatedPrior[]
}

/** Fits what is known of a series (its first values, from period `from` on), outliers, stock-outs, level shifts and changed seasons treated. */
export function fitTreated(
  { from, closed, seasonLength, decided, siblings, priors }: Teaching,
  known: Float64Array,
): { fitted: AutoFitted | Declined; findings: Finding[]; learned: string[] } {
  const options = { seasonLength, nonNegative: true }
  const before = decided.flatMap(({ at, kind, accepted }) =>
    kind === 'season change' ? [] : [{ index: at - from, kind, accepted }],
  )
  const treated = treatHistory(known, { ...options, decided: before })
  if (treated.kind === 'declined') return { fitted: treated, findings: [], learned: [] }
  const clean = applyFindings(known, treated.findings.map(accept))
  const shift = shiftFinding({ known, clean, treated, from, seasonLength, decided })
  const toLevel = (values: Float64Array) => (shift?.finding.accepted ? atNewLevel(values, shift.shift) : values)
  const level = toLevel(known)
  const change = seasonChangeIn({
    ...{ known: level, clean: toLevel(clean), seasonLength, findings: treated.findings.length },
    findingsOf: (series) => foundIn(treatHistory(series, options)),
  })
  const season = change && { change, finding: seasonFinding({ change, known, from, decided }) }
  const series = season?.finding.accepted ? withNewSeason(level, season.change) : level
  // What was wild beside the old season or level need not be so beside the new one, so it is looked for again.
  const again = series === known ? treated : treatHistory(series, { ...options, decided: before })
  if (again.kind === 'declined') return { fitted: again, findings: [], learned: [] }
  const found = again.findings.map((finding): Finding => {
    const { index, kind, used, reason, accepted } = finding
    return {
      ...{ at: from + index, kind, value: known[index]!, reason, accepted, by: movedBy(finding, again.series) },
      used: Number.isNaN(used) ? null : used,
    }
  })
  const own = [shift?.finding, season?.finding].filter((each) => each != null)
  const findings = own.length > 0 ? [...found, ...own].sort((a, b) => a.at - b.at) : found
  const later = closed - from - known.length
  const lent = siblings.map((each) => ({ series: each.subarray(0, Math.max(0, each.length - later)) }))
  const taught = priorAt(priors, { at: from + known.length, series })
  const prior = taught && { prior: taught.prior }
  const fitted = auto({ ...options, series, treat: again.findings, siblings: lent, ...prior })
  return { fitted, findings, learned: fitted.kind === 'declined' ? [] : learnedInWords(fitted, taught) }
}

/**
 * Whether the level moved within the last season, where the treatment did not see it: seen on the history without its outliers. The
 * treatment looks for jumps of a level that also wanders; this one for a step beside a straight line and a season.
 */
function shiftFinding(given: {
  known: Float64Array
  clean: Float64Array
  treated: TreatedHistory
  from: number
  seasonLength: number
  decided: readonly Decided[]
}): { finding: Finding; shift: LevelShift } | null {
  const { known, clean, treated, from, seasonLength, decided } = given
  if (treated.findings.some(({ kind }) => kind === 'level shift')) return null
  const shift = findLevelShift(clean, seasonLength)
  if (!shift) return null
  const at = from + shift.at
  const said = decided.find((each) => each.kind === 'level shift' && each.at === at)
  const value = known[shift.at]!
  const by = shift.factor - 1
  const believable = Math.abs(Math.log(shift.factor)) <= mostMoved
  const reason = `From here on the level is ${by > 0 ? 'higher' : 'lower'} by ${share(Math.abs(by))} (${shift.strength.toFixed(1)} standard deviations): earlier values are brought to it.`
  return {
    shift,
    finding: { at, kind: 'level shift', value, used: value, reason, accepted: said?.accepted ?? believable, by },
  }
}

/** A level that moved further than this (a factor of 1.6) is said; whether the forecast is to believe it, people say. */
const mostMoved = Math.log(1.6)

/** From so many findings on, one change of the season may be what explains them all. */
const severalFindings = 3

/**
 * Whether the shape of the year changed: seen on the history without its outliers and shifts; or, where many of these were found, on
 * the history as recorded, if most of them are gone once the season is brought to one shape.
 */
function seasonChangeIn(given: {
  known: Float64Array
  clean: Float64Array
  seasonLength: number
  /** How many things were found in it, and how many would be in another history. */
  findings: number
  findingsOf: (series: Float64Array) => number
}): SeasonChange | null {
  const { known, clean, seasonLength, findings, findingsOf } = given
  const change = findSeasonChange(clean, seasonLength)
  if (change || findings < severalFindings) return change
  const instead = findSeasonChange(known, seasonLength)
  return instead && 2 * findingsOf(withNewSeason(known, instead)) < findings ? instead : null
}

function foundIn(treated: TreatedHistory | Declined): number {
  return treated.kind === 'declined' ? Number.POSITIVE_INFINITY : treated.findings.length
}

function seasonFinding(given: {
  change: SeasonChange
  known: Float64Array
  from: number
  decided: readonly Decided[]
}): Finding {
  const { change, known, from, decided } = given
  const at = from + change.at
  const said = decided.find((each) => each.kind === 'season change' && each.at === at)
  const value = known[change.at]!
  const { before, since } = change.most
  const reason = `From here on the year has another shape (${change.strength.toFixed(1)} standard deviations): the period that changed most holds ${share(since)} of a season, before ${share(before)}. Earlier seasons are brought to the new shape.`
  return { at, kind: 'season change', value, used: value, reason, accepted: said?.accepted ?? true, by: null }
}

/** By which share the level moved: of the level before it. */
function movedBy({ index, shift }: TreatedHistory['findings'][number], series: Float64Array): number | null {
  if (!shift) return null
  if (shift.multiplied) return shift.by - 1
  const brought = series.subarray(0, index)
  const mean = brought.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0) / Math.max(1, index)
  return mean - shift.by > 0 ? shift.by / (mean - shift.by) : null
}

function share(of: number): string {
  return `${(100 * of).toFixed(0)} %`
}
