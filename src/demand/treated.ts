import {
  type AutoFitted,
  accept,
  applyFindings,
  auto,
  type Declined,
  type TreatedHistory,
  treatHistory,
} from '@drumbeat/forecasting'
import { findSeasonChange, type SeasonChange, withNewSeason } from './drift/season-change.ts'
import type { FindingKind } from './schema.ts'

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
}

/** Fits what is known of a series (its first values, from period `from` on), outliers, stock-outs, level shifts and changed seasons treated. */
export function fitTreated(
  { from, closed, seasonLength, decided, siblings }: Teaching,
  known: Float64Array,
): { fitted: AutoFitted | Declined; findings: Finding[] } {
  const options = { seasonLength, nonNegative: true }
  const before = decided.flatMap(({ at, kind, accepted }) =>
    kind === 'season change' ? [] : [{ index: at - from, kind, accepted }],
  )
  const treated = treatHistory(known, { ...options, decided: before })
  if (treated.kind === 'declined') return { fitted: treated, findings: [] }
  const change = seasonChangeIn({ known, treated, seasonLength, again: (series) => treatHistory(series, options) })
  const season = change && { change, finding: seasonFinding({ change, known, from, decided }) }
  const series = season?.finding.accepted ? withNewSeason(known, season.change) : known
  // What was wild beside the old season need not be so beside the new one, so it is looked for again.
  const again = series === known ? treated : treatHistory(series, { ...options, decided: before })
  if (again.kind === 'declined') return { fitted: again, findings: [] }
  const found = again.findings.map((finding): Finding => {
    const { index, kind, used, reason, accepted } = finding
    return {
      ...{ at: from + index, kind, value: known[index]!, reason, accepted, by: movedBy(finding, again.series) },
      used: Number.isNaN(used) ? null : used,
    }
  })
  const findings = season ? [...found, season.finding].sort((a, b) => a.at - b.at) : found
  const later = closed - from - known.length
  const lent = siblings.map((each) => ({ series: each.subarray(0, Math.max(0, each.length - later)) }))
  return { fitted: auto({ ...options, series, treat: again.findings, siblings: lent }), findings }
}

/** From so many findings on, one change of the season may be what explains them all. */
const severalFindings = 3

/**
 * Whether the shape of the year changed: seen on the history without its outliers and shifts; or, where many of these were found, on
 * the history as recorded, if most of them are gone once the season is brought to one shape.
 */
function seasonChangeIn(given: {
  known: Float64Array
  treated: TreatedHistory
  seasonLength: number
  again: (series: Float64Array) => TreatedHistory | Declined
}): SeasonChange | null {
  const { known, treated, seasonLength, again } = given
  const change = findSeasonChange(applyFindings(known, treated.findings.map(accept)), seasonLength)
  if (change || treated.findings.length < severalFindings) return change
  const instead = findSeasonChange(known, seasonLength)
  const left = instead && again(withNewSeason(known, instead))
  return left?.kind === 'treated' && 2 * left.findings.length < treated.findings.length ? instead : null
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
