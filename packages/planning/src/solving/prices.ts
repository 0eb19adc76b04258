import type { Built } from '../program/layout.ts'
import type { Found } from './found.ts'

/** The solved program with its duals, for explanations. */
export interface Prices {
  readonly built: Built
  readonly found: Found
}
