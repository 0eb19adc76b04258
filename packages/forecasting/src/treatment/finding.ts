/** What can be wrong with a period: a wild value, a new level from there on, nothing to sell, or a period not yet whole. */
export type FindingKind = 'outlier' | 'level shift' | 'stock-out' | 'partial period'

/** One thing found in a history: what it is, what stands there, what is used instead, why, and how sure. */
export interface Finding {
  /** The period, 0 being the first value; for a level shift the first period of the new level. */
  readonly index: number
  readonly kind: FindingKind
  /** What the history says, in its own units. */
  readonly value: number
  /** What a forecast is made from instead, in the same units; for a level shift the value itself. */
  readonly used: number
  readonly reason: string
  /** Distance from what the other periods lead to expect, in standard deviations; Infinity for what was known beforehand. */
  readonly strength: number
  /** Whether it is applied; turn with `accept` and `reject`. */
  readonly accepted: boolean
  /** For a level shift: what brings the earlier values to the new level, by multiplying or by adding. */
  readonly shift?: { readonly multiplied: boolean; readonly by: number }
}

/** The finding, to be applied. */
export function accept(finding: Finding): Finding {
  return { ...finding, accepted: true }
}

/** The finding, not to be applied: the history stays as it was there. */
export function reject(finding: Finding): Finding {
  return { ...finding, accepted: false }
}

/** The history with every accepted finding applied and nothing else changed; the series itself is left alone. */
export function applyFindings(series: ArrayLike<number>, findings: readonly Finding[]): Float64Array {
  const out = Float64Array.from(series)
  const accepted = findings.filter((finding) => finding.accepted && finding.index < out.length)
  for (const { index, used, shift } of accepted) if (!shift) out[index] = used
  for (const { index, shift } of accepted) {
    if (!shift) continue
    for (let t = 0; t < index; t++) out[t] = shift.multiplied ? out[t]! * shift.by : out[t]! + shift.by
  }
  return out
}
