/** What a re-solve found; quantities are read per line, so that an answer is as small as what is looked at. */
export interface Answer {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'other'
  readonly objective: number
  /** Relative gap that is left; 0 for linear plans. */
  readonly gap: number
  readonly iterations: number
}
