import type { Mapping, ProblemGroup, Report } from '../schema.ts'

/** What every way of applying staged rows is told. */
export type Applying = {
  importId: string
  /** Nothing of it will stay: what nobody else in the set refers to need not be written. */
  dryRun: boolean
  mapping: Mapping
  identityFields: string[]
  now: string
  today: string
  currency: string
  timeZone: string
  /** The header of the column that holds a field, for messages. */
  columnOf: (field: string) => string
}

/** What applying did. Rows neither new nor changed nor taken out were there already. */
export type Applied = {
  rowsNew: number
  rowsChanged: number
  groups: ProblemGroup[]
  findings: string[]
  totals: Report['totals']
  creates?: Report['creates']
}
