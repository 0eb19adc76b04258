import type { LotRule, PlanModel } from '../model/plan-model.ts'

/** One item at one site, with what its stock must obey. */
export interface StockPoint {
  readonly item: string
  readonly site: string
  readonly path: string
  readonly volume: number
  readonly opening: number
  readonly arrivals: Float64Array
  readonly holding: Float64Array
  readonly holdingOn: 'end' | 'start' | 'average'
  readonly min: Float64Array
  readonly max: Float64Array
  readonly safety: Float64Array | undefined
  readonly safetyCost: number | undefined
  readonly endValue: number
  readonly shelfLife: number | undefined
  readonly disposalCost: number | undefined
}

/** One way to get units of an item: make, subcontract, buy or ship. */
export interface Source {
  readonly kind: 'make' | 'subcontract' | 'buy' | 'ship'
  readonly id: string
  readonly path: string
  readonly point: number
  readonly uses: readonly { readonly point: number; readonly quantity: number }[]
  /** What may take the place of a use: its number among `uses`, and what is used instead. */
  readonly substitutes: readonly { readonly use: number; readonly point: number; readonly quantity: number }[]
  /** Values of each period, where some change; the fields of the source are then those of the first period. */
  readonly byPeriod: readonly Pick<Source, 'yield' | 'leadTime' | 'hours' | 'uses' | 'arrives'>[] | undefined
  /** For a lead time in days: the share of a start that arrives so many periods later; `leadTime` is then the last of them. */
  readonly arrives: readonly number[] | undefined
  /** For a lead time in days: by period, the last start of which all has arrived; below zero where there is none. */
  readonly startBy: readonly number[] | undefined
  /** For a lead time in days: by period, the starts of which the largest share arrives then. */
  readonly startsOf: readonly (readonly number[])[] | undefined
  /** The lead time in days, where it is given so. */
  readonly leadDays: number | undefined
  /** What arrives beside the item, per unit started. */
  readonly gives: readonly { readonly point: number; readonly quantity: number }[]
  readonly hours: readonly { readonly capacity: number; readonly hours: number }[]
  readonly cost: Float64Array
  readonly leadTime: number
  readonly yield: number
  readonly min: Float64Array
  readonly max: Float64Array
  readonly setupCost: Float64Array | undefined
  /** Whether a setup, once made, stays for all later periods: nothing else is made on its resources. */
  readonly setupStays: boolean
  readonly setupHours: readonly { readonly capacity: number; readonly hours: number }[]
  readonly lot: LotRule
  readonly co2: number
  readonly lane: number
  readonly commitment: number
  readonly maxTotal: number
}

/** Hours that recipes use: a resource, or a pool of workers. */
export interface Capacity {
  readonly kind: 'resource' | 'pool'
  readonly id: string
  readonly path: string
  /** The lane whose loads this is: its hours are what they carry, its shifts the loads. */
  readonly lane: number | undefined
  /** Regular hours per period (resource) or per worker and period (pool). */
  readonly hours: Float64Array
  /** Least hours that must be used. */
  readonly minHours: Float64Array | undefined
  readonly hourCost: Float64Array | undefined
  readonly idleCost: Float64Array | undefined
  readonly overtime: { cost: Float64Array; max: Float64Array; maxPerWorker: Float64Array } | undefined
  readonly shifts: { hours: number; cost: Float64Array; max: Float64Array; integer: boolean } | undefined
  readonly maintenance: { count: number; hours: number; max: Float64Array; cost: Float64Array } | undefined
  readonly pool: Pool | undefined
}

/** The people behind a pool. */
export interface Pool {
  readonly opening: number
  readonly wage: Float64Array
  readonly hireCost: Float64Array
  readonly releaseCost: Float64Array
  readonly maxHires: Float64Array
  readonly maxReleases: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  readonly integer: boolean
  readonly hireLeadTime: number
  readonly trainingHours: number
  /** Share of the workers of a period that is gone in the next. */
  readonly attrition: Float64Array
  readonly noIdle: boolean
}

/** A resource that stays set up for the recipe it made last. */
export interface Sequence {
  readonly capacity: number
  readonly path: string
  /** The recipes made there; their places in this list are what steps and states speak of, one beyond the last means none. */
  readonly sources: readonly number[]
  readonly opening: number
  readonly steps: readonly {
    readonly from: number
    readonly to: number
    readonly cost: Float64Array
    readonly hours: readonly { readonly capacity: number; readonly hours: number }[]
  }[]
}

/** How what some recipes make together may change, and what it costs. */
export interface Rate {
  readonly path: string
  readonly name: string
  readonly sources: readonly number[]
  readonly opening: number | undefined
  readonly increaseCost: Float64Array
  readonly decreaseCost: Float64Array
  readonly maxIncrease: Float64Array
  readonly maxDecrease: Float64Array
}

/** What one class of customers wants of an item at a site. */
export interface Demand {
  readonly point: number
  readonly class: string
  readonly path: string
  readonly quantity: Float64Array
  readonly price: Float64Array
  readonly priority: number
  readonly backlogCost: Float64Array | undefined
  readonly maxBacklog: Float64Array
  readonly openingBacklog: number
  readonly lostCost: Float64Array | undefined
}

export interface Lane {
  readonly id: string
  readonly path: string
  readonly capacity: Float64Array | undefined
}

/** The model with every default filled in and every name replaced by a number. */
export interface Instance {
  readonly model: PlanModel
  readonly periods: readonly string[]
  readonly points: readonly StockPoint[]
  readonly sources: readonly Source[]
  readonly capacities: readonly Capacity[]
  readonly demand: readonly Demand[]
  readonly lanes: readonly Lane[]
  readonly sequences: readonly Sequence[]
  readonly rates: readonly Rate[]
}
