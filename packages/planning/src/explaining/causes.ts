import { startFor } from '../instance/arrivals.ts'
import type { Instance } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { Plan } from '../model/plan.ts'
import type { Prices } from '../solving/prices.ts'
import { type Earliest, earliestOf } from './earliest.ts'
import type { Cause } from './explanation.ts'
import { type AttributedPrice, type Attribution, attributionOf } from './shadow-price-attribution.ts'
import { listed, reasonOf, type Words, wordsIn } from './words.ts'

type Because = Cause['because']

/** What causes are found with. */
interface Search {
  readonly plan: Plan
  readonly prices: Prices
  readonly attribution: Attribution
  readonly earliest: Earliest
  readonly words: Words
  /** Whether one unit more of a demand row could be delivered in a period; undefined where that is not known. */
  readonly deliverable: (demand: number, period: number) => boolean | undefined
}

/** Lists every unit late, lost, subcontracted or bought dear and every hour in overtime, with the rules behind it. */
export function causesOf({
  plan,
  prices,
  words = wordsIn(),
  deliverable = () => undefined,
}: {
  plan: Plan
  prices: Prices
  words?: Words
  deliverable?: Search['deliverable']
}): Cause[] {
  const { built, found } = prices
  const attribution = attributionOf(built, found)
  const search: Search = { plan, prices, attribution, earliest: earliestOf(built.instance), deliverable, words }
  return [...unservedCauses(search), ...overtimeCauses(search), ...sourceCauses(search)]
}

function unservedCauses(search: Search): Cause[] {
  const { plan, prices } = search
  const { instance } = prices.built
  return instance.demand.flatMap((demand, d) => {
    const line = plan.demand[d]!
    const about = `${nameOf(instance, demand.point)}${line.class === 'all' ? '' : ` for ${line.class}`}`
    return instance.periods.flatMap((_, t) => {
      const causes: Cause[] = []
      for (const [what, quantity] of [
        ['late', line.backlog[t]!],
        ['lost', line.lost[t]!],
      ] as const) {
        if (quantity <= 1e-6) continue
        const because = reasonsOf(search, { what, d, t, point: demand.point })
        causes.push(causeOf(search, { what, about, t, quantity, because, impossible: isImpossible(because) }))
      }
      return causes
    })
  })
}

/**
 * Reasons of a unit that is not delivered in time. What cannot be had at any price comes first: no price explains it. Then the binding
 * rules by their shadow prices. That it costs less is said only where one unit more could have been delivered.
 */
function reasonsOf(search: Search, at: { what: 'late' | 'lost'; d: number; t: number; point: number }): Because {
  const { plan, prices, attribution, earliest, deliverable } = search
  const { what, d, t, point } = at
  const { instance } = prices.built
  const period = instance.periods[t]!
  const obstacles = earliest.obstacles(point, t)?.map((each) => ({ ...each, period }))
  if (obstacles && !earliest.anyBy(point, t)) return obstacles
  const shares = sharesOf(attribution.ofUnit(point, t))
  if (shares.length > 0) return shares
  const stockLeft = plan.stock[point]!.quantity[t]! > 1e-6
  if (obstacles && !stockLeft) return obstacles
  if (deliverable(d, t) === false) {
    const says = 'no plan that obeys every rule delivers more of it in time'
    return [{ rule: 'no plan delivers more in time', path: '', period, share: 100, says }]
  }
  const rule = what === 'late' ? 'it costs less than to deliver in time' : 'it costs less than to deliver'
  return [{ rule, path: '', period, share: 100 }]
}

/** Reasons that no price can change come with their words. */
function isImpossible(because: Because): boolean {
  return because.every((each) => each.says !== undefined)
}

function overtimeCauses(search: Search): Cause[] {
  const { prices, attribution } = search
  const { built, found } = prices
  return built.instance.capacities.flatMap((capacity, c) => {
    const column = built.layout.overtime[c]!
    if (column < 0) return []
    return built.instance.periods.flatMap((_, t) => {
      const quantity = found.values![column + t]!
      if (quantity <= 1e-6) return []
      const because = sharesOr(search, attribution.ofOvertime(c, t), t)
      return [causeOf(search, { what: 'overtime', about: capacity.id, t, quantity, because })]
    })
  })
}

/** Units that come from outside although another source would be cheaper, and those subcontracted at all. */
function sourceCauses(search: Search): Cause[] {
  const { prices, attribution } = search
  const { built, found } = prices
  const { instance, layout } = built
  return instance.sources.flatMap((source, s) => {
    if (source.kind !== 'subcontract' && source.kind !== 'buy') return []
    const what = source.kind === 'subcontract' ? 'subcontracted' : 'bought'
    const others = instance.sources.flatMap((other, o) =>
      other.point === source.point && o !== s && other.kind !== 'ship' ? [o] : [],
    )
    if (others.length === 0) return []
    return instance.periods.flatMap((_, t) => {
      const quantity = found.values![layout.start[s]! + t]!
      const arrival = t + valuesIn(source, t).leadTime
      if (quantity <= 1e-6 || arrival >= instance.periods.length) return []
      const cheaper = others
        .map((o) => ({ o, start: startFor(instance.sources[o]!, arrival) }))
        .filter(({ o, start }) => start >= 0 && instance.sources[o]!.cost[start]! < source.cost[t]!)
      if (cheaper.length === 0 && source.kind === 'buy') return []
      const behind = cheaper.map(({ o, start }) => attribution.ofSource(o, start)).find((each) => each.length > 0) ?? []
      const about = nameOf(instance, source.point)
      return [causeOf(search, { what, about, t, quantity, because: sharesOr(search, behind, t) })]
    })
  })
}

/** An item, with its site where there are several. */
function nameOf({ points }: Instance, point: number): string {
  const { item, site } = points[point]!
  return points.every((each) => each.site === site) ? item : `${item} at ${site}`
}

/** The shares of binding rules, 100 % together; nothing where none binds. */
function sharesOf(behind: readonly AttributedPrice[]): Because {
  const total = behind.reduce((sum, each) => sum + each.money, 0)
  if (total <= 0) return []
  return behind
    .map(({ rule, path, period, money }) => ({ rule, path, period, share: (100 * money) / total }))
    .sort((a, b) => b.share - a.share)
}

function sharesOr({ prices }: Search, behind: readonly AttributedPrice[], t: number): Because {
  const shares = sharesOf(behind)
  if (shares.length > 0) return shares
  const rule = 'it costs less than any other way'
  return [{ rule, path: '', period: prices.built.instance.periods[t]!, share: 100 }]
}

function causeOf(
  { prices, words }: Search,
  given: Pick<Cause, 'what' | 'about' | 'quantity' | 'because'> & { t: number; impossible?: boolean },
): Cause {
  const { t, impossible, ...cause } = given
  const period = prices.built.instance.periods[t]!
  const says = `${period}: ${phrase(cause, words)}${reasons(cause.because)}`
  return { ...cause, period, ...(impossible ? { impossible: true } : {}), says }
}

function phrase({ what, about, quantity }: Pick<Cause, 'what' | 'about' | 'quantity'>, { figure }: Words): string {
  const amount = figure(quantity)
  if (what === 'overtime') return `${amount} hours of overtime of ${about}`
  if (what === 'late') return `${amount} ${about} wait for a later period`
  return `${amount} ${about} ${what}`
}

function reasons(because: Because): string {
  const words = [...new Set(because.flatMap((each) => each.says ?? []))]
  if (words.length > 0) return `, because ${listed(words)}`
  if (because[0]!.path === '') return ` (${because[0]!.rule})`
  const described = because
    .slice(0, 3)
    .map(
      (each) =>
        `${reasonOf(each.rule, ` in ${each.period}`)}${because.length > 1 ? ` (${Math.round(each.share)} %)` : ''}`,
    )
  const rest = because.length > 3 ? ` and ${because.length - 3} more` : ''
  return `, because ${listed(described)}${rest}`
}
