import type { Instance } from '../instance/instance-parts.ts'
import type { Strategy } from '../strategies/strategy.ts'
import type { NeverPrices } from './never-prices.ts'
import type { Program } from './program.ts'
import type { ProgramDraft } from './program-draft.ts'

/** Where the columns of each thing start: column = first + period; -1 where there are none. */
export interface Layout {
  readonly start: Int32Array
  readonly setup: Int32Array
  /** Of each source: the first column of what is made with other components (by period, then substitute). */
  readonly part: Int32Array
  readonly stock: Int32Array
  readonly shortfall: Int32Array
  readonly disposal: Int32Array
  readonly sold: Int32Array
  readonly backlog: Int32Array
  readonly lost: Int32Array
  readonly overtime: Int32Array
  readonly shifts: Int32Array
  readonly regular: Int32Array
  readonly maintenance: Int32Array
  readonly workers: Int32Array
  readonly hires: Int32Array
  readonly releases: Int32Array
  readonly changeUp: Int32Array
  readonly changeDown: Int32Array
  readonly rateUp: Int32Array
  readonly rateDown: Int32Array
  /** Of each sequence: the first state (by recipe, then period) and the first change (by step, then period). */
  readonly states: Int32Array
  readonly changes: Int32Array
  /** First balance row of each stock point, first capacity row of each capacity, first demand row of each demand. */
  readonly balanceRow: Int32Array
  readonly capacityRow: Int32Array
  readonly demandRow: Int32Array
  readonly idleRow: Int32Array
  readonly leastHoursRow: Int32Array
  readonly shelfRow: Int32Array
}

/** The program of an instance and the way back from its columns to the instance's nouns. */
export interface Built {
  readonly instance: Instance
  readonly program: Program
  readonly layout: Layout
  readonly strategy: Strategy | undefined
  /** Prices that mean "never", for which smaller ones count in the program; undefined where there are none. */
  readonly never?: NeverPrices | undefined
}

/** Build context: what every part of the builder is given. */
export interface BuildContext {
  readonly instance: Instance
  readonly draft: ProgramDraft
  readonly layout: Layout
}

/** A layout without any columns yet. */
export function emptyLayout({ points, sources, capacities, demand, rates, sequences }: Instance): Layout {
  const none = (length: number) => new Int32Array(length).fill(-1)
  const [p, s, c, d] = [points.length, sources.length, capacities.length, demand.length]
  return {
    start: none(s),
    setup: none(s),
    part: none(s),
    stock: none(p),
    shortfall: none(p),
    disposal: none(p),
    sold: none(d),
    backlog: none(d),
    lost: none(d),
    overtime: none(c),
    shifts: none(c),
    regular: none(c),
    maintenance: none(c),
    workers: none(c),
    hires: none(c),
    releases: none(c),
    changeUp: none(s),
    changeDown: none(s),
    rateUp: none(rates.length),
    rateDown: none(rates.length),
    states: none(sequences.length),
    changes: none(sequences.length),
    balanceRow: none(p),
    capacityRow: none(c),
    demandRow: none(d),
    idleRow: none(c),
    leastHoursRow: none(c),
    shelfRow: none(p),
  }
}
