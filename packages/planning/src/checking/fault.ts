/** Something in a plan that does not hold: where, by how much, in words. */
export interface Fault {
  readonly kind:
    | 'balance'
    | 'demand'
    | 'stock'
    | 'share'
    | 'shelfLife'
    | 'capacity'
    | 'workforce'
    | 'source'
    | 'lot'
    | 'lane'
    | 'rate'
    | 'fence'
    | 'budget'
    | 'share'
    | 'money'
    | 'shape'
  readonly where: string
  readonly amount: number
  readonly says: string
}

/** Holds one equation or limit: `holds` says how far it is off, never below 0 for what is fine; NaN is a fault. */
export type Hold = (
  holds: () => number,
  size: number,
  fault: () => { kind: Fault['kind']; where: string; says: string },
) => void
