import { type AutoFitted, auto, type Declined, treatHistory } from '@drumbeat/forecasting'
import type { FindingKind } from './schema.ts'

/** What was found in a period: `at` is its index, `used` what the forecast counts instead if `accepted` (null: as missing). */
export type Finding = {
  at: number
  kind: FindingKind
  value: number
  used: number | null
  reason: string
  accepted: boolean
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

/** Fits what is known of a series (its first values, from period `from` on), outliers, stock-outs and level shifts treated. */
export function fitTreated(
  { from, closed, seasonLength, decided, siblings }: Teaching,
  known: Float64Array,
): { fitted: AutoFitted | Declined; findings: Finding[] } {
  const options = { seasonLength, nonNegative: true }
  const before = decided.map(({ at, kind, accepted }) => ({ index: at - from, kind, accepted }))
  const treated = treatHistory(known, { ...options, decided: before })
  if (treated.kind === 'declined') return { fitted: treated, findings: [] }
  const findings = treated.findings.map(({ index, kind, value, used, reason, accepted }) => ({
    ...{ at: from + index, kind, value, reason, accepted },
    used: Number.isNaN(used) ? null : used,
  }))
  const later = closed - from - known.length
  const lent = siblings.map((series) => ({ series: series.subarray(0, Math.max(0, series.length - later)) }))
  return { fitted: auto({ ...options, series: known, treat: treated.findings, siblings: lent }), findings }
}
