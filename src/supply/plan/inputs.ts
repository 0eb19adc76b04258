import type { CompanyCalendar } from '#demand/calendar.ts'
import type { ExpectedItem } from '#demand/expected.sql.ts'
import type { Alternates, ByProducts, Recipes } from '../recipes/explosion.ts'
import type { spendingLines } from '../records/spending-limits.ts'
import type { Policy } from '../schema.ts'
import type { Dated } from './dated.ts'

export type PlanItem = {
  id: string
  code: string
  family: string | null
  unit: string
  price: number | null
  activeTo: string | null
  made: boolean | null
  cost: number | null
  safetyStock: number | null
  leadDays: number | null
  serviceTarget: number | null
  daysOfCover: number | null
  stock: number
  negativePositions: number
  /** Where the company has several sites: positions of which nobody says at which. */
  unsitedPositions: number
  scrapRate: number | null
  leastLot: number | null
  lotMultiple: number | null
  shelfLifeDays: number | null
}
/** Where things lie, are wanted, and how they get from one site to another. */
export type SiteData = {
  all: readonly { id: string; name: string }[]
  lanes: readonly {
    fromSiteId: string
    toSiteId: string
    leadDays: number | null
    costPerUnit: number | null
    capacityPerMonth: number | null
    loadSize: number | null
    costPerLoad: number | null
    loadsPerMonth: number | null
    fixedCost: number | null
  }[]
  /** What lies where, places below zero left out; null where nobody names the site. */
  stock: readonly { itemId: string; siteId: string | null; quantity: number }[]
  /** Units ordered in the last year by the site that serves their territory; null where no site does. */
  sold: readonly { itemId: string; siteId: string | null; units: number }[]
}
export type Step = Partial<Dated> & {
  itemId: string
  resourceId: string | null
  /** The place of the step in the order of steps and where it is done: rows with the same are about the same step. */
  place?: string
  hours: number
  setupHours: number
  cost: number
  /** Share of the units begun that it loses; null where nobody says. */
  scrap?: number | null
}
export type PlanResource = {
  id: string
  name: string
  siteId: string | null
  units: number
  hoursPerDay: number | null
  daysPerWeek: number
  efficiency: number
  costPerHour: number | null
  overtimeCost: number | null
  overtimeHours: number | null
  /** Whether it stays set up from month to month; null where nobody says. */
  keepsSetup: boolean | null
  setUpForId: string | null
}
/** What a change of a resource takes: from an item, the items of a family or any, to an item or the items of a family. */
export type Changeover = {
  resourceId: string
  fromItemId: string | null
  fromFamily: string | null
  toItemId: string | null
  toFamily: string | null
  hours: number
  cost: number
}
export type Hours = { resourceId: string | null; startsOn: string; endsOn: string; hoursPerDay: number }
/** A day on which nobody works, at all sites or at one. */
export type Holiday = { day: string; siteId: string | null }
export type Bought = Partial<Dated> & {
  itemId: string
  supplierId: string
  supplier: string
  leadDays: number | null
  price: number | null
  leastOrder: number | null
  /** The least and most part of what is bought of the item, 0 to 1. */
  leastShare: number | null
  mostShare: number | null
  /** What the supplier asks on other days of the plan, this row among it; left out where nothing changes. */
  versions?: readonly Bought[]
}
/** Most money for something in a span of days; of a supplier, family or site, or all. */
export type SpendingLimit = {
  line: (typeof spendingLines)[number]
  startsOn: string
  endsOn: string
  amount: number
  supplier: string | null
  family: string | null
  site: string | null
  /** Money of purchases ordered in the span before today. */
  spent: number
}
export type OpenReceipt = {
  kind: 'purchase' | 'work'
  orderNumber: string
  itemId: string
  dueOn: string | null
  quantity: number
}

/** Everything a plan is made from, as plain values. */
export type Inputs = {
  today: string
  currency: string
  /** How the company writes its figures (BCP 47). */
  locale: string
  calendar: CompanyCalendar
  policy: Policy
  expected: readonly ExpectedItem[]
  recipes: Recipes
  alternates: Alternates
  byProducts: ByProducts
  items: readonly PlanItem[]
  steps: readonly Step[]
  resources: readonly PlanResource[]
  changeovers: readonly Changeover[]
  hours: readonly Hours[]
  holidays: readonly Holiday[]
  sites: SiteData
  bought: readonly Bought[]
  receipts: readonly OpenReceipt[]
  spendingLimits: readonly SpendingLimit[]
  wrongUnits: readonly string[]
}
