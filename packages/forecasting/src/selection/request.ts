import type { MemberWeights } from '../combination/weights.ts'
import type { FitOptions, Fitted, Values } from '../contract.ts'
import type { Pattern } from '../intermittent/pattern.ts'
import type { Sibling } from '../siblings/siblings.ts'
import type { Finding } from '../treatment/finding.ts'
import type { TreatOptions } from '../treatment/treat-history.ts'

/** A series and what is known of it. */
export interface AutoRequest extends FitOptions, Pick<TreatOptions, 'available' | 'decided'> {
  readonly series: Values
  /** `auto` (the default) treats what `treatHistory` finds, `none` nothing; findings given are applied where accepted. */
  readonly treat?: 'auto' | 'none' | readonly Finding[]
  /** Related series that end in the same period: a series without two whole seasons of its own (or 8 values) learns from them. */
  readonly siblings?: readonly Sibling[]
  /** Multiple seasonality, such as [7, 365.25] for days or [24, 168] for hours; in place of `seasonLength`. */
  readonly seasonLengths?: readonly number[]
  /** Where the weights of the combination were learned: on M3 (the default), or on simulated series alone; or the weights themselves. */
  readonly weights?: 'm3' | 'simulated' | MemberWeights
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
