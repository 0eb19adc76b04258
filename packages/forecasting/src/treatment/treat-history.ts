import type { Declined, FitOptions, Values } from '../contract.ts'
import { readPattern } from '../intermittent/pattern.ts'
import { validate } from '../validation.ts'
import { findAnomalies, type Search } from './find.ts'
import { applyFindings, type Finding } from './finding.ts'
import { outlier, partialPeriod, shifted, stockOut } from './in-words.ts'

/** What may be said about a history before it is treated. */
export interface TreatOptions extends FitOptions {
  /** Per period the share of it in which there was something to sell, 0 to 1 (or false and true); what is below 1 is a stock-out. */
  readonly available?: ArrayLike<number | boolean>
  /** Findings decided earlier: one of the same period and kind keeps its `accepted`. */
  readonly decided?: readonly Decided[]
  /** How many standard deviations make a finding; 4.5 by default, and one more for a level shift. */
  readonly strength?: number
}

/** What people decided about a finding: whether the one of this kind in this period is applied. */
export type Decided = Pick<Finding, 'index' | 'kind' | 'accepted'>

/** A history with its accepted findings applied, and all that was found, by period. */
export interface TreatedHistory {
  readonly kind: 'treated'
  readonly series: Float64Array
  readonly findings: readonly Finding[]
}

/**
 * Finds outliers, level shifts, stock-outs and a last period that is not yet whole, and applies them: every change has its
 * finding, and `applyFindings` with some of them rejected takes it back. Intermittent demand and series of fewer than eight
 * values are left alone, but for periods flagged by `available` and a last value beyond all measure. Declines what no model could take.
 */
export function treatHistory(series: Values, options: TreatOptions = {}): TreatedHistory | Declined {
  const valid = validate(series, options)
  if (valid.kind === 'declined') return valid
  const { y, seasonLength } = valid
  const blank = flagged(y, options.available)
  const { interval } = readPattern(blank.length > 0 ? y.filter((_, t) => !blank.includes(t)) : y)
  const limit = options.strength ?? defaultStrength
  const limits = interval < oftenEnough ? { value: limit, jump: limit + 1 } : { value: Infinity, jump: Infinity }
  const search = findAnomalies({ y, seasonLength, limits, blank })
  const found = [
    ...blank.map((t) => stockOut({ index: t, value: y[t]!, expected: search.expected(t), strength: Infinity })),
    ...inWords({ y, seasonLength, search }),
  ]
  const findings = found
    .toSorted((a, b) => a.index - b.index)
    .map((finding) => remembered(finding, options.decided))
    .map((finding) => (valid.nonNegative ? { ...finding, used: Math.max(0, finding.used) } : finding))
  return { kind: 'treated', series: applyFindings(y, findings), findings }
}

const defaultStrength = 4.5
/** Demand that comes less often than every 1.32 periods is intermittent (Syntetos, Boylan & Croston 2005). */
const oftenEnough = 1.32
/** From this season on periods are months or shorter. */
const monthly = 7
const severalTimes = 3
/** A last period below this share of what was expected is taken as one that is not yet whole. */
const notWhole = 0.6
/** Without a season, where periods are as a rule years, so little must be there. */
const hardlyBegun = 0.3

/** True for several times what was expected: as a new level it would make a trend that nobody believes. */
function farBeyond({ value, expected }: { value: number; expected: number }): boolean {
  return expected > 0 && value > severalTimes * expected
}

function flagged(y: Float64Array, available: TreatOptions['available']): number[] {
  if (!available) return []
  return Array.from(y.keys()).filter((t) => t < available.length && Number(available[t]) < 1)
}

function inWords(given: { y: Float64Array; seasonLength: number; search: Search }): Finding[] {
  const { y, seasonLength, search } = given
  const { values, jumps, logged, expected } = search
  const found = values.map(({ index, strength, empty }) => {
    const one = { index, value: y[index]!, expected: expected(index), strength }
    const last = index === y.length - 1
    if (last && one.value < (seasonLength > 1 ? notWhole : hardlyBegun) * one.expected) return partialPeriod(one)
    // Whether a last value is wild or the first of a new level only the next can tell. In months, weeks and days it is mostly
    // wild, in years and quarters mostly a new level (M3: decisions/0006): there it is reported, and applied only when beyond all measure.
    return empty ? stockOut(one) : { ...outlier(one), accepted: !last || seasonLength >= monthly || farBeyond(one) }
  })
  return [...found, ...jumps.map((jump) => shifted({ ...jump, value: y[jump.index]!, multiplied: logged }))]
}

/** What people decided about the same period and kind before. */
function remembered(finding: Finding, decided: readonly Decided[] | undefined): Finding {
  const before = decided?.find(({ index, kind }) => index === finding.index && kind === finding.kind)
  return before ? { ...finding, accepted: before.accepted } : finding
}
