import type { Plan, PlanModel } from '@drumbeat/planning'
import { arrivalsIn } from '../plan/arrivals.ts'
import { rowIn } from '../plan/row-in.ts'

/** What a supply or a use is. Periods count from 0. */
export type Peg = { kind: 'stock' | 'on order' | 'made' | 'bought' | 'beside' | 'sold' | 'used' }

/** So many units of a supply that serve a use: first come, first served. */
export type Link = {
  item: string
  quantity: number
  /** `beside`: it comes with the making of `with`. */
  from: { kind: Peg['kind']; period: number; arrives: number; with?: string }
  to: { kind: Peg['kind']; period: number; by: string }
}

/** Links every supply of a plan to what it serves, item by item, in the order in which it arrives and is wanted. Pure. */
export function pegs({ model, plan }: { model: PlanModel; plan: Plan }): Link[] {
  const uses = usesOf({ model, plan })
  const supplies = suppliesOf({ model, plan })
  return [...new Set([...uses.keys(), ...supplies.keys()])].flatMap((item) =>
    linked(item, supplies.get(item) ?? [], uses.get(item) ?? []),
  )
}

type Supply = Link['from'] & { quantity: number }
type Use = { kind: Peg['kind']; period: number; by: string; quantity: number }

function linked(item: string, supplies: readonly Supply[], uses: readonly Use[]): Link[] {
  const links: Link[] = []
  const left = supplies.map(({ quantity }) => quantity)
  let at = 0
  for (const use of uses) {
    let open = use.quantity
    while (open > 1e-6 && at < supplies.length) {
      const taken = Math.min(open, left[at]!)
      const { quantity: _, ...from } = supplies[at]!
      if (taken > 1e-6)
        links.push({
          item,
          quantity: taken,
          from,
          to: { kind: use.kind, period: use.period, by: use.by },
        })
      left[at]! -= taken
      open -= taken
      if (left[at]! <= 1e-6) at++
    }
  }
  return links
}

function suppliesOf({ model, plan }: { model: PlanModel; plan: Plan }): Map<string, Supply[]> {
  const found = new Map<string, Supply[]>()
  const last = plan.periods.length - 1
  const arrivals = arrivalsIn(model)
  const put = (item: string, supply: Supply) => {
    if (supply.quantity > 1e-6 && supply.arrives <= last) found.set(item, [...(found.get(item) ?? []), supply])
  }
  for (const { item, opening = 0 } of model.stock ?? [])
    put(item, { kind: 'stock', period: 0, arrives: 0, quantity: opening })
  for (const { item, quantity } of model.arrivals ?? [])
    each(quantity, last, (units, t) => put(item, { kind: 'on order', period: t, arrives: t, quantity: units }))
  const recipeOf = new Map((model.recipes ?? []).map((recipe) => [recipe.id, recipe]))
  for (const { source, item, quantity } of plan.production) {
    const recipe = recipeOf.get(source)
    if (!recipe) continue
    const { byProducts = [] } = recipe
    each(quantity, last, (units, t) => {
      const { yield: good = 1 } = rowIn(recipe, t)
      for (const { period: arrives, share } of arrivals(recipe, t)) {
        const lot = { period: t, arrives }
        put(item, { kind: 'made', ...lot, quantity: units * share * good })
        for (const beside of byProducts)
          put(beside.item, { kind: 'beside', ...lot, with: item, quantity: units * share * beside.quantity })
      }
    })
  }
  const offerOf = new Map((model.purchases ?? []).map((offer) => [offer.id, offer]))
  for (const { source, item, quantity } of plan.purchases) {
    each(quantity, last, (units, t) => {
      for (const { period: arrives, share } of arrivals(offerOf.get(source) ?? {}, t))
        put(item, { kind: 'bought', period: t, arrives, quantity: units * share })
    })
  }
  for (const some of found.values()) some.sort((a, b) => a.arrives - b.arrives)
  return found
}

function usesOf({ model, plan }: { model: PlanModel; plan: Plan }): Map<string, Use[]> {
  const found = new Map<string, Use[]>()
  const last = plan.periods.length - 1
  const put = (item: string, use: Use) => {
    if (use.quantity > 1e-6) found.set(item, [...(found.get(item) ?? []), use])
  }
  for (const { item, sold } of plan.demand)
    each(sold, last, (units, t) => put(item, { kind: 'sold', period: t, by: item, quantity: units }))
  const recipeOf = new Map((model.recipes ?? []).map((recipe) => [recipe.id, recipe]))
  for (const { source, item, quantity, replaced = [] } of plan.production) {
    const recipe = recipeOf.get(source)
    each(quantity, last, (units, t) => {
      const use = (code: string, many: number) => put(code, { kind: 'used', period: t, by: item, quantity: many })
      for (const part of (recipe && rowIn(recipe, t))?.components ?? []) {
        const instead = replaced.filter(({ component }) => component === part.item)
        use(part.item, (units - instead.reduce((sum, other) => sum + other.quantity[t]!, 0)) * part.quantity)
        for (const other of instead)
          use(other.by, other.quantity[t]! * (part.or?.find((each) => each.item === other.by)?.quantity ?? 0))
      }
    })
  }
  for (const some of found.values()) some.sort((a, b) => a.period - b.period)
  return found
}

function each(
  values: number | readonly (number | null)[],
  last: number,
  put: (value: number, t: number) => void,
): void {
  for (let t = 0; t <= last; t++) put(typeof values === 'number' ? values : (values[t] ?? 0), t)
}

/** One step of a chain from demand down to its sources: the use, what serves it, and what that is made from. */
export type Chain = { depth: number; item: string; quantity: number; from: Link['from']; to: Link['to'] }

const mostSteps = 2_000

/** What serves the demand of an item in a period, down to stock, orders under way and purchases; shares of a lot go with the quantity. */
export function downFrom(links: readonly Link[], asked: { item: string; period: number | null }): Chain[] {
  const made = Map.groupBy(
    links.filter(({ to }) => to.kind === 'used'),
    ({ to }) => `${to.by}/${to.period}`,
  )
  const totals = totalMade(links)
  const chains: Chain[] = []
  const first = links.filter(
    ({ item, to }) =>
      item === asked.item && to.kind === 'sold' && (asked.period === null || to.period === asked.period),
  )
  for (const link of first) walk(link, 1, 0)
  return chains

  function walk(link: Link, share: number, depth: number): void {
    if (chains.length >= mostSteps || share * link.quantity < 1e-6) return
    const { item, from, to } = link
    chains.push({ depth, item, quantity: share * link.quantity, from, to })
    if (from.kind !== 'made' || depth > 20) return
    const lot = totals.get(`${item}/${from.period}`) ?? link.quantity
    for (const part of made.get(`${item}/${from.period}`) ?? []) walk(part, (share * link.quantity) / lot, depth + 1)
  }

  function totalMade(all: readonly Link[]): Map<string, number> {
    const found = new Map<string, number>()
    for (const { item, from, quantity } of all)
      if (from.kind === 'made')
        found.set(`${item}/${from.period}`, (found.get(`${item}/${from.period}`) ?? 0) + quantity)
    return found
  }
}

/** Whom a supply of an item serves: what is sold of it, and the finished items made with it, in units of those. */
export function upFrom(links: readonly Link[], asked: { item: string; period: number | null }): Chain[] {
  const served = Map.groupBy(links, ({ item, from }) => `${item}/${from.kind}/${from.period}`)
  const used = new Map<string, number>()
  for (const { item, to, quantity } of links)
    if (to.kind === 'used') used.set(keyOf(item, to), (used.get(keyOf(item, to)) ?? 0) + quantity)
  const chains: Chain[] = []
  const first = links.filter(
    ({ item, from }) => item === asked.item && (asked.period === null || from.period === asked.period),
  )
  for (const link of first) walk(link, 1, 0)
  return chains

  function walk(link: Link, share: number, depth: number): void {
    if (chains.length >= mostSteps || share * link.quantity < 1e-6) return
    const { item, from, to } = link
    chains.push({ depth, item, quantity: share * link.quantity, from, to })
    if (to.kind !== 'used' || depth > 20) return
    const part = (share * link.quantity) / (used.get(keyOf(item, to)) ?? link.quantity)
    for (const next of served.get(`${to.by}/made/${to.period}`) ?? []) walk(next, part, depth + 1)
  }
}

function keyOf(item: string, { by, period }: Link['to']): string {
  return `${item}/${by}/${period}`
}
