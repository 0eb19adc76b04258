import type { LaneRow } from '@drumbeat/planning'
import type { PlanPeriod } from './horizon.ts'
import type { Inputs, PlanItem, SiteData } from './inputs.ts'
import { laneRows } from './lane-rows.ts'

/** Where each item of a plan is held, wanted, made and bought, and how it gets from site to site. */
export type Places = {
  /** Names of the sites that are planned apart; empty where all stock is planned as one. */
  names: string[]
  idOf: ReadonlyMap<string, string>
  /** Of each item: the sites that hold it, with what lies there and the share of demand that falls on them. */
  held: (itemId: string) => Held[]
  madeAt: (itemId: string) => Site
  boughtAt: (itemId: string) => Site[]
  lanes: LaneRow[]
  /** Items that lie where nobody wants them and no lane leads away. */
  stranded: string[]
  /** How many sites are known, though planned as one. */
  known: number
}

/** What a row of the model says of its site; nothing where all is one. */
export type Site = { site?: string }
export type Held = Site & { stock: number; share: number }

type Asked = Pick<Inputs, 'recipes' | 'steps' | 'resources' | 'sites'> & {
  items: readonly PlanItem[]
  isMade: (item: PlanItem) => boolean
  isSold: (itemId: string) => boolean
  /** Of each item, the items with whose making it comes. */
  comesWith?: ReadonlyMap<string, readonly string[]>
  periods: readonly PlanPeriod[]
  /** Whether trucks are whole, or part loads are paid in part. */
  wholeLoads: boolean
}

/** Plans sites apart where lanes are stated between them; a company without lanes keeps one stock. Pure. */
export function placesOf(asked: Asked): Places {
  const { sites, items } = asked
  if (sites.lanes.length === 0) return asOne(items, sites.all.length)
  const nameOf = new Map(sites.all.map(({ id, name }) => [id, name]))
  const planned = plannedSites(asked)
  const main = mainSite(sites, nameOf)
  const madeAt = makeSites(asked, { planned, main })
  const used = usedAt(asked, madeAt)
  const wanted = demandShares(asked, { planned, main, madeAt })
  const reach = reachOf(sites)
  const stock = stockBySite(sites, main)
  const stranded: string[] = []
  const at = new Map<string, { held: Map<string, Held>; bought: string[] }>()
  for (const item of items) {
    const [shares, uses] = [wanted.get(item.id) ?? new Map<string, number>(), used.get(item.id) ?? new Set<string>()]
    const asks = new Set([...shares.keys(), ...uses])
    const bought = asked.isMade(item) ? [] : asks.size > 0 ? [...asks] : [main]
    const own = stock.get(item.id) ?? new Map<string, number>()
    const beside = (asked.comesWith?.get(item.id) ?? []).map(madeAt)
    const made = asked.isMade(item) ? [madeAt(item.id)] : []
    const places = new Set([...asks, ...bought, ...own.keys(), ...made, ...beside])
    const isStranded = [...own.keys()].some((site) => ![...reach(site)].some((to) => asks.has(to)))
    if (isStranded) stranded.push(item.id)
    const held = [...places].map((id): [string, Held] => [
      id,
      { site: nameOf.get(id)!, stock: own.get(id) ?? 0, share: shares.get(id) ?? 0 },
    ])
    at.set(item.id, { held: new Map(held), bought })
  }
  const asksAt = (item: PlanItem, to: ReadonlySet<string>) =>
    [...(wanted.get(item.id)?.keys() ?? []), ...(used.get(item.id) ?? [])].some((site) => to.has(site))
  return {
    names: [...planned].map((id) => nameOf.get(id)!),
    idOf: new Map([...planned].map((id) => [nameOf.get(id)!, id])),
    held: (id) => [...at.get(id)!.held.values()],
    madeAt: (id) => ({ site: nameOf.get(madeAt(id))! }),
    boughtAt: (id) => at.get(id)!.bought.map((site) => ({ site: nameOf.get(site)! })),
    lanes: laneRows(asked, { nameOf, items, travels: (item, to) => asksAt(item, reach(to)) }),
    stranded,
    known: planned.size,
  }
}

function asOne(items: readonly PlanItem[], known: number): Places {
  const stockOf = new Map(items.map(({ id, stock }) => [id, stock]))
  return {
    ...{ names: [], idOf: new Map(), lanes: [], stranded: [], known },
    held: (id) => [{ stock: stockOf.get(id) ?? 0, share: 1 }],
    madeAt: () => ({}),
    boughtAt: () => [{}],
  }
}

/** Sites on lanes, those where something lies, and those of resources. */
function plannedSites({ sites, resources }: Asked): Set<string> {
  const found = new Set<string>()
  for (const { fromSiteId, toSiteId } of sites.lanes) found.add(fromSiteId).add(toSiteId)
  for (const { siteId } of sites.stock) if (siteId) found.add(siteId)
  for (const { siteId } of resources) if (siteId) found.add(siteId)
  return found
}

/** Where most lanes begin. */
function mainSite({ lanes }: SiteData, nameOf: ReadonlyMap<string, string>): string {
  const begins = Map.groupBy(lanes, ({ fromSiteId }) => fromSiteId)
  return [...begins].sort(
    ([a, some], [b, others]) => others.length - some.length || nameOf.get(a)!.localeCompare(nameOf.get(b)!),
  )[0]![0]
}

type Where = { planned: ReadonlySet<string>; main: string }

/** An item is made where the resource of its first step stands; without one where what it comes with is made, else at the main site. */
function makeSites({ steps, resources, comesWith }: Asked, { main }: Where): (itemId: string) => string {
  const standsAt = new Map(resources.map(({ id, siteId }) => [id, siteId]))
  const found = new Map<string, string>()
  for (const { itemId, resourceId } of steps) {
    const site = resourceId && standsAt.get(resourceId)
    if (site && !found.has(itemId)) found.set(itemId, site)
  }
  return (itemId) => [itemId, ...(comesWith?.get(itemId) ?? [])].flatMap((id) => found.get(id) ?? [])[0] ?? main
}

/** Where components are used: where the items that they go into are made. */
function usedAt({ recipes, items, isMade }: Asked, madeAt: (itemId: string) => string): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  for (const item of items.filter(isMade))
    for (const { componentId } of recipes.get(item.id) ?? [])
      used.set(componentId, (used.get(componentId) ?? new Set()).add(madeAt(item.id)))
  return used
}

/**
 * The share of an item's demand at each site: what the territories that the site serves took of it in the last year, or of everything where
 * the item sold nothing. What no site serves falls on the main one, and so does what can neither be brought nor bought there.
 */
function demandShares(
  { sites, items, isMade, isSold }: Asked,
  { planned, main, madeAt }: Where & { madeAt: (itemId: string) => string },
): Map<string, Map<string, number>> {
  const byItem = Map.groupBy(sites.sold, ({ itemId }) => itemId)
  const led = new Set(sites.lanes.map(({ toSiteId }) => toSiteId))
  return new Map(
    items
      .filter(({ id }) => isSold(id))
      .map((item) => {
        const own = byItem.get(item.id) ?? sites.sold
        const units = new Map<string, number>()
        for (const { siteId, units: sold } of own) {
          const canServe =
            siteId !== null && planned.has(siteId) && (!isMade(item) || led.has(siteId) || madeAt(item.id) === siteId)
          const at = canServe ? siteId : main
          units.set(at, (units.get(at) ?? 0) + Math.max(0, sold))
        }
        const total = [...units.values()].reduce((sum, each) => sum + each, 0)
        if (total <= 0) return [item.id, new Map([[main, 1]])]
        return [item.id, new Map([...units].filter(([, each]) => each > 0).map(([id, each]) => [id, each / total]))]
      }),
  )
}

/** The sites that can be reached from one, itself among them. */
function reachOf({ lanes }: SiteData): (from: string) => ReadonlySet<string> {
  const next = Map.groupBy(lanes, ({ fromSiteId }) => fromSiteId)
  const known = new Map<string, Set<string>>()
  return (from) => {
    const found = known.get(from)
    if (found) return found
    const reached = new Set([from])
    for (const site of reached) for (const { toSiteId } of next.get(site) ?? []) reached.add(toSiteId)
    known.set(from, reached)
    return reached
  }
}

/** What lies where; stock at no named site lies at the main one. */
function stockBySite({ stock }: SiteData, main: string): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>()
  for (const { itemId, siteId, quantity } of stock) {
    if (quantity <= 0) continue
    const own = found.get(itemId) ?? new Map<string, number>()
    own.set(siteId ?? main, (own.get(siteId ?? main) ?? 0) + quantity)
    found.set(itemId, own)
  }
  return found
}
