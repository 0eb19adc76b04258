import type { CashLine } from './cash-lines.ts'

/** One value for every period, or an array with one value per period; in limits `null` means "no limit". */
export type PerPeriod = number | readonly (number | null)[]

/** A most per period; `null`, for all periods or for one, means no limit, as if it were left out. */
export type Limit = PerPeriod | null

/** The planning problem as plain data. Whatever is absent costs nothing and constrains nothing. */
export interface PlanModel {
  readonly name?: string
  /** What the money objective is: least cost (default) or highest margin (revenue less cost). */
  readonly objective?: 'cost' | 'margin'
  /** What is sought first, second, …; default `["violation", "money"]`. */
  readonly objectives?: readonly ObjectiveName[]
  /** How many periods, or their names, or objects with a name and a length. */
  readonly periods: number | readonly (string | PeriodRow)[]
  readonly sites?: readonly (string | SiteRow)[]
  readonly items: readonly (string | ItemRow)[]
  readonly stock?: readonly StockRow[]
  readonly arrivals?: readonly ArrivalRow[]
  readonly demand?: readonly DemandRow[]
  readonly promotions?: readonly PromotionRow[]
  readonly recipes?: readonly RecipeRow[]
  readonly resources?: readonly ResourceRow[]
  readonly rates?: readonly RateRow[]
  readonly workforce?: readonly WorkforceRow[]
  readonly subcontract?: readonly SubcontractRow[]
  readonly purchases?: readonly PurchaseRow[]
  readonly lanes?: readonly LaneRow[]
  readonly budgets?: readonly BudgetRow[]
  readonly shares?: readonly ShareRow[]
  readonly previous?: readonly PreviousRow[]
  readonly fences?: FenceRule
}

/** `violation`: least hard rules broken; `service`: least late and lost by priority; `money`: cost or margin; `smoothness`: least change of production. */
export type ObjectiveName = 'violation' | 'service' | 'money' | 'smoothness'

export interface PeriodRow {
  readonly id: string
  readonly days?: number
}

export interface SiteRow {
  readonly id: string
}

export interface ItemRow {
  readonly id: string
  readonly family?: string
  readonly unit?: string
  /** Warehouse volume of one unit, for budgets of kind `volume`. */
  readonly volume?: number
}

export interface StockRow {
  readonly item: string
  readonly site?: string
  readonly opening?: number
  /** Money per unit and period. */
  readonly holdingCost?: PerPeriod
  /** Which stock is charged: at the end of each period (default), at its start, or the average of both. */
  readonly holdingOn?: 'end' | 'start' | 'average'
  readonly min?: PerPeriod
  readonly max?: Limit
  readonly safetyStock?: PerPeriod
  /** Money per unit and period below the safety stock; without it the shortfall is minimised before money. */
  readonly safetyStockCost?: number
  /** Stock wanted after the last period: a number is "at least". */
  readonly endStock?: number | { readonly atLeast?: number; readonly atMost?: number; readonly exactly?: number }
  /** Money per unit left after the last period, counted as a gain. */
  readonly endValue?: number
  /** How many periods after its arrival a unit may still leave stock (0 = only in the period of arrival). */
  readonly shelfLife?: number
  /** Money per unit thrown away; without it nothing may be thrown away. */
  readonly disposalCost?: number
}

export interface ArrivalRow {
  readonly item: string
  readonly site?: string
  readonly quantity: PerPeriod
}

export interface DemandRow {
  readonly item: string
  readonly site?: string
  readonly class?: string
  readonly quantity: PerPeriod
  readonly price?: PerPeriod
  /** 1 is served first where `service` is an objective. */
  readonly priority?: number
  /** May demand be served late? Default: yes if backlogCost is given. */
  readonly backlog?: boolean
  readonly backlogCost?: PerPeriod
  readonly maxBacklog?: Limit
  readonly openingBacklog?: number
  /** Most backlog allowed after the last period; absent = no limit. */
  readonly endBacklog?: number | null
  /** May demand be lost? Default: yes if lostSaleCost is given. */
  readonly lost?: boolean
  readonly lostSaleCost?: PerPeriod
}

export interface PromotionRow {
  readonly item: string
  readonly class?: string
  readonly site?: string
  /** Name of the period, or its number from 1. */
  readonly period: string | number
  readonly price?: number
  /** Share by which demand of the period grows, 0.1 = +10 %. */
  readonly uplift?: number
  /** Demand of later periods that moves into the promoted one. */
  readonly pullForward?: { readonly share: number; readonly periods: number }
}

export interface ComponentRow {
  readonly item: string
  /** Units used per unit started. */
  readonly quantity: number
  /** What may be used in its place, in any mixture: units per unit started. */
  readonly or?: readonly { readonly item: string; readonly quantity: number }[]
}

/** What holds instead from a period on. */
export interface ChangeRow {
  /** Name of the period, or its number from 1. */
  readonly from: string | number
  readonly leadTime?: number
  /** In its place, where the row counts in days. */
  readonly leadDays?: number
}

export interface RecipeChangeRow extends ChangeRow {
  /** Hours of the resources named; of others as before. */
  readonly hours?: Readonly<Record<string, number>>
  readonly yield?: number
  /** All components. */
  readonly components?: readonly ComponentRow[]
}

/** A fixed cost and fixed hours in every period in which anything is started. */
export interface SetupRule {
  readonly cost?: PerPeriod
  readonly hours?: Readonly<Record<string, number>>
}

/** Rules of quantity in every period in which anything is started. */
export interface LotRule {
  readonly min?: number
  readonly max?: number | null
  readonly multiple?: number
}

export interface RecipeRow {
  readonly id?: string
  readonly item: string
  readonly site?: string
  readonly components?: readonly ComponentRow[]
  /** What comes with the item: units per unit started, in stock when the item is. */
  readonly byProducts?: readonly ComponentRow[]
  /** Hours per unit started, by resource or workforce pool. */
  readonly hours?: Readonly<Record<string, number>>
  /** Money per unit started (material and the like). */
  readonly cost?: PerPeriod
  readonly leadTime?: number
  /** In its place, in days: what is started evenly over a period arrives so many days later, in part in later periods. */
  readonly leadDays?: number
  /** Good units per unit started, above 0 and at most 1. */
  readonly yield?: number
  /** Hours, yield, lead time and components that are others from a period on. */
  readonly changes?: readonly RecipeChangeRow[]
  readonly min?: PerPeriod
  readonly max?: Limit
  /** Least and most quantity over the whole horizon. */
  readonly commitment?: number
  readonly maxTotal?: number | null
  readonly setup?: SetupRule
  readonly lot?: LotRule
  readonly co2?: number
}

/** Change of what some recipes make together, from one period to the next. */
export interface RateRow {
  readonly id?: string
  readonly recipes?: readonly string[]
  readonly items?: readonly string[]
  /** Quantity made before the first period; absent = the first period may be anything. */
  readonly opening?: number
  readonly increaseCost?: PerPeriod
  readonly decreaseCost?: PerPeriod
  readonly maxIncrease?: Limit
  readonly maxDecrease?: Limit
}

export interface ResourceRow {
  readonly id: string
  readonly site?: string
  /** Hours per period. */
  readonly capacity?: Limit
  /** Share of the capacity that is there, 0 to 1. */
  readonly availability?: PerPeriod
  /** Least hours that must be used. */
  readonly minHours?: PerPeriod
  /** Whether a setup stays from one period to the next; default: where a single recipe uses the resource. */
  readonly carryOver?: boolean
  /** The recipe that it is set up for before the first period. */
  readonly setUp?: string
  /** What a change from one recipe to another takes; setups then stay from one period to the next. */
  readonly changeovers?: readonly ChangeoverRow[]
  /** Money per regular hour used. */
  readonly costPerHour?: PerPeriod
  /** Money per regular hour not used. */
  readonly idleCost?: PerPeriod
  readonly overtime?: { readonly costPerHour: PerPeriod; readonly maxHours?: Limit }
  readonly shifts?: {
    readonly hours: number
    readonly cost?: PerPeriod
    readonly max?: Limit
    readonly integer?: boolean
  }
  /** Stops the plan must place: `count` of them, each taking `hours` from the period it is placed in. */
  readonly maintenance?: {
    readonly count: number
    readonly hours: number
    readonly maxPerPeriod?: Limit
    readonly cost?: PerPeriod
  }
}

export interface ChangeoverRow {
  /** Id of the recipe before; absent = any other. */
  readonly from?: string
  readonly to: string
  readonly hours?: number
  readonly cost?: PerPeriod
}

export interface WorkforceRow {
  readonly id: string
  readonly opening?: number
  readonly hoursPerWorker: PerPeriod
  /** Money per worker and period, worked or not. */
  readonly wage?: PerPeriod
  readonly hireCost?: PerPeriod
  readonly releaseCost?: PerPeriod
  readonly maxHires?: Limit
  readonly maxReleases?: Limit
  readonly min?: PerPeriod
  readonly max?: Limit
  readonly endWorkers?: number
  readonly hireLeadTime?: number
  /** Regular hours of the pool that each hire takes in the period of the hire. */
  readonly trainingHours?: number
  /** Share of the workers of one period that is gone in the next by itself. */
  readonly attrition?: PerPeriod
  /** Every regular hour is worked. */
  readonly noIdle?: boolean
  readonly costPerHour?: PerPeriod
  readonly idleCost?: PerPeriod
  readonly overtime?: {
    readonly costPerHour: PerPeriod
    readonly maxHoursPerWorker?: Limit
    readonly maxHours?: Limit
  }
  readonly integer?: boolean
}

export interface SubcontractRow {
  readonly id?: string
  readonly item: string
  readonly site?: string
  readonly cost?: PerPeriod
  readonly leadTime?: number
  /** In its place, in days: what is started evenly over a period arrives so many days later, in part in later periods. */
  readonly leadDays?: number
  readonly changes?: readonly ChangeRow[]
  readonly min?: PerPeriod
  readonly max?: Limit
  readonly components?: readonly ComponentRow[]
  readonly commitment?: number
  readonly maxTotal?: number | null
  readonly setup?: SetupRule
  readonly lot?: LotRule
  readonly co2?: number
}

export interface PurchaseRow {
  readonly id?: string
  readonly item: string
  readonly supplier?: string
  readonly site?: string
  readonly price?: PerPeriod
  readonly leadTime?: number
  /** In its place, in days: what is started evenly over a period arrives so many days later, in part in later periods. */
  readonly leadDays?: number
  readonly changes?: readonly ChangeRow[]
  readonly min?: PerPeriod
  readonly max?: Limit
  /** Least quantity over the whole horizon. */
  readonly commitment?: number
  readonly maxTotal?: number | null
  /** Money per order placed. */
  readonly orderCost?: PerPeriod
  readonly lot?: LotRule
  readonly co2?: number
}

export interface LaneRow {
  readonly id?: string
  readonly from: string
  readonly to: string
  /** Items that may travel; absent = all. */
  readonly items?: readonly string[]
  readonly cost?: PerPeriod
  readonly leadTime?: number
  /** In its place, in days: what is started evenly over a period arrives so many days later, in part in later periods. */
  readonly leadDays?: number
  readonly changes?: readonly ChangeRow[]
  /** Units per period, all items together. */
  readonly capacity?: Limit
  /** Trucks, containers: whole ones, each paid in full. */
  readonly load?: LoadRule
  /** Money in every period in which anything is sent. */
  readonly fixedCost?: PerPeriod
  readonly co2?: number
}

export interface LoadRule {
  /** What one load carries, all items together: units, or volume of the items. */
  readonly size: number
  readonly by?: 'units' | 'volume'
  /** Money per load. */
  readonly cost?: PerPeriod
  readonly max?: Limit
  /** False: part loads are paid in part. */
  readonly whole?: boolean
}

/** Which share of all that is made, subcontracted and bought of an item comes from some of its sources. */
export interface ShareRow {
  readonly item: string
  readonly site?: string
  readonly sources: readonly string[]
  readonly least?: number
  readonly most?: number
  /** Over the whole horizon (default), or in each period. */
  readonly per?: 'horizon' | 'period'
}

export interface BudgetRow {
  readonly kind: 'cash' | 'volume' | 'co2'
  /** What it is called in words. */
  readonly name?: string
  /** For cash: only these lines of money; absent = all that is paid. */
  readonly lines?: readonly CashLine[]
  /** For cash and volume: only what lies, is made, bought or arrives there. */
  readonly site?: string
  /** For cash and volume: only these items. */
  readonly items?: readonly string[]
  /** For cash: only purchases from these suppliers. */
  readonly suppliers?: readonly string[]
  /** First and last period that it holds for, by name or number from 1; absent = the first and the last of all. */
  readonly from?: string | number
  readonly to?: string | number
  readonly max?: Limit
  /** Most over all periods that it holds for. */
  readonly total?: number | null
}

/** What an earlier plan said for a recipe, subcontract or purchase, by its id. */
export interface PreviousRow {
  readonly source: string
  readonly quantity: PerPeriod
}

export interface FenceRule {
  /** First periods in which the previous plan stands. */
  readonly frozen?: number
  /** Periods after the frozen ones in which it may change by `slushyShare` of itself. */
  readonly slushy?: number
  readonly slushyShare?: number
  /** Money per unit of change against the previous plan outside the frozen zone. */
  readonly changeCost?: number
}
