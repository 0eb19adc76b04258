import type { DealState } from './deals/fields.ts'

/** What a guard of a deal is told before the deal is written: what it said and what it will say from then on. */
export type DealWrite = {
  dealId: string
  before: DealState | null
  after: DealState
  validAt: string
  /** Why, in the words of who writes. */
  reason: string | null
}

/** A row of a file of deals that is about to change or add one. */
export type LoadedDeal = Omit<DealWrite, 'validAt'> & { row: number }

/** What a guard of a file of deals is told: the rows that would change something, and how to keep some of them out. */
export type DealsLoad = {
  importId: string
  dryRun: boolean
  rows: () => Promise<LoadedDeal[]>
  /** Keeps a row in quarantine. `field` is the field of the file it is about. */
  refuse: (refused: { row: number; field: string; kind: string; reason: string }) => void
}
