import type { Agenda } from '../agenda/contract.ts'
import type { Cell } from '../consensus/cells.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import type { CycleState } from '../cycle/state.ts'
import type { SupplyView } from '../supply/contract.ts'
import type { Adherence } from '../versions/contract.ts'
import type { Pack } from './contract.ts'

/** What packs are made from. */
export type Material = {
  state: CycleState
  cells: readonly Cell[]
  months: string[]
  agenda: Agenda
  supply: SupplyView
  adherence: Adherence
  nameOf: NameOf
  writing: Pick<Pack, 'currency' | 'minorDigits' | 'locale'>
}
