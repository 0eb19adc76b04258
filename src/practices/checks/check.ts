import type { RoleKey } from '../roles/roles.ts'

/** How a check is counted: a share or a ratio is a plain number (0.95), a multiple is `3` for three times. */
export type Unit = 'share' | 'multiple'

/** From which value on a check has full marks, and from which on none; between them the score runs straight. */
export type Bounds = { green: number; red: number }

/** What a check asks for besides: measured for itself, with bounds of its own. */
export type Second = { name: string; formula: string; unit: Unit; bounds: Bounds }

/** One rule of good practice. */
export type Check = {
  number: number
  key: string
  name: string
  area: Area
  formula: string
  unit: Unit
  bounds: Bounds
  /** Where both are known, the lower of the two scores is the score of the check. */
  second?: Second
  /** From green up to here; more keeps its marks and is remarked upon. */
  upTo?: { value: number; says: string }
  /** Bounds are of the value's distance from zero: a bias is bad on either side. */
  distance?: true
  /** At a score of zero, a critical check holds the level at 2. */
  critical: boolean
  owner: RoleKey
  /** What the owner can do about it. */
  lift: string
}

export const areas = ['forecast', 'data', 'pipeline', 'S&OP', 'planning', 'pay', 'team'] as const
export type Area = (typeof areas)[number]

/** What a check adds to the composite: a critical one counts twice. */
export function weightOf({ critical }: Pick<Check, 'critical'>): number {
  return critical ? 2 : 1
}
