/** How the search ended. Only `optimal` and `feasible` plans obey every hard rule. */
export type PlanStatus =
  | { readonly kind: 'optimal'; readonly gap: number }
  | { readonly kind: 'feasible'; readonly gap: number; readonly reason: string }
  /** A plan that breaks rules by what the notes say, because its figures are too large or too far apart. */
  | { readonly kind: 'inexact'; readonly reason: string }
  | { readonly kind: 'infeasible'; readonly reason: string }
  | { readonly kind: 'unbounded'; readonly reason: string }
  | { readonly kind: 'stopped'; readonly reason: string }

/** A rule that a least-violation plan breaks, in planners' words. */
export interface Violation {
  readonly rule: string
  readonly path: string
  readonly period?: string
  readonly amount: number
  readonly says: string
}

/** The money of a plan by line; costs positive, `endValue` and `revenue` are gains. */
export interface MoneyLines {
  production: number
  setup: number
  regularHours: number
  idle: number
  overtime: number
  shifts: number
  maintenance: number
  wages: number
  hiring: number
  release: number
  subcontract: number
  purchases: number
  transport: number
  holding: number
  disposal: number
  backlog: number
  lostSales: number
  safetyStock: number
  change: number
  /** What changes of the production rate cost. */
  rateChange: number
  endValue: number
  revenue: number
}

/** A plan as plain data; every array has one number per period. */
export interface Plan {
  readonly name?: string
  readonly periods: readonly string[]
  readonly status: PlanStatus
  /** Cost (lower is better) or margin (higher is better), as `objective` of the model says. */
  readonly objective: number
  readonly money: MoneyLines & { readonly cost: number; readonly margin: number }
  readonly production: readonly SourceLine[]
  readonly subcontract: readonly SourceLine[]
  readonly purchases: readonly SourceLine[]
  readonly shipments: readonly ShipmentLine[]
  /** Loads of the lanes that are paid by the load or by the dispatch; absent where there are none. */
  readonly loads?: readonly LoadLine[]
  readonly stock: readonly StockLine[]
  readonly demand: readonly DemandLine[]
  readonly resources: readonly ResourceLine[]
  readonly workforce: readonly WorkforceLine[]
  readonly violations: readonly Violation[]
  readonly notes: readonly string[]
}

export interface SourceLine {
  readonly source: string
  readonly item: string
  readonly site: string
  /** Units started (ordered) in each period. */
  readonly quantity: number[]
  /** 1 in every period with a setup or an order. */
  readonly setups?: number[]
  /** Where components may be replaced: units of `source` that were made with another one, by what was replaced. */
  readonly replaced?: readonly { readonly component: string; readonly by: string; readonly quantity: number[] }[]
}

export interface ShipmentLine {
  readonly lane: string
  readonly item: string
  readonly from: string
  readonly to: string
  /** Units sent in each period. */
  readonly quantity: number[]
}

export interface LoadLine {
  readonly lane: string
  /** Loads sent in each period. */
  readonly loads?: number[]
  /** 1 in every period in which anything may be sent at the fixed cost. */
  readonly dispatched?: number[]
}

export interface StockLine {
  readonly item: string
  readonly site: string
  /** At the end of each period. */
  readonly quantity: number[]
  /** Units below the safety stock. */
  readonly shortfall?: number[]
  readonly disposed?: number[]
}

export interface DemandLine {
  readonly item: string
  readonly site: string
  readonly class: string
  readonly demand: number[]
  /** Units delivered in each period. */
  readonly sold: number[]
  readonly backlog: number[]
  readonly lost: number[]
}

export interface ResourceLine {
  readonly resource: string
  readonly used: number[]
  readonly available: number[]
  /** Regular hours paid by the hour, or counted against idle ones. */
  readonly regular?: number[]
  readonly overtime?: number[]
  readonly shifts?: number[]
  readonly maintenance?: number[]
  /** By period, where setups stay: the recipes in the order in which it is set up for them, first the one it was left with. */
  readonly sequence?: string[][]
}

export interface WorkforceLine {
  readonly pool: string
  readonly workers: number[]
  readonly hires: number[]
  readonly releases: number[]
  readonly used: number[]
  readonly regular?: number[]
  readonly overtime?: number[]
}
