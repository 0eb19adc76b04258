import type { Highs } from 'highs'
import type { Plan } from '../model/plan.ts'
import type { Prices } from '../solve-plan.ts'
import { tidy } from '../solving/violations.ts'
import { type Rent, rentsOf } from './rents.ts'
import { type Worth, worthOfLimits } from './worth.ts'

/** Why something is late, lost, in overtime, subcontracted or bought: shares of the binding rules, 100 % together. */
export interface Cause {
  readonly what: 'late' | 'lost' | 'overtime' | 'subcontracted' | 'bought'
  readonly about: string
  readonly period: string
  readonly quantity: number
  readonly because: readonly {
    readonly rule: string
    readonly path: string
    readonly period: string
    readonly share: number
  }[]
  readonly says: string
}

/** The plan in planners' words. */
export interface Explanation {
  readonly summary: readonly string[]
  readonly causes: readonly Cause[]
  /** What one more of each binding limit is worth, dearest first. */
  readonly worth: readonly Worth[]
  /** What one more regular hour is worth, per resource or pool and period. */
  readonly hours: readonly { readonly resource: string; readonly worth: number[] }[]
  /** What one more unit of demand would cost, per item and period (marginal). */
  readonly units: readonly { readonly item: string; readonly site: string; readonly cost: number[] }[]
}

/** Traces what hurts to its causes, and prices every bottleneck. */
export function explainPlan(input: { highs: Highs; plan: Plan; prices: Prices; resolve?: number }): Explanation {
  const { highs, plan, prices, resolve = 60 } = input
  const { built, found } = prices
  const { company, layout } = built
  if (!found.rowPrices || !found.colPrices)
    return { summary: ['This plan has no prices.'], causes: [], worth: [], hours: [], units: [] }
  const rents = rentsOf(built, found)
  const causes: Cause[] = []
  company.demand.forEach((demand, d) => {
    const line = plan.demand[d]!
    company.periods.forEach((_, t) => {
      const about = `${line.item}${line.class === 'all' ? '' : ` for ${line.class}`}`
      if (line.backlog[t]! > 1e-6) add('late', about, t, line.backlog[t]!, rents.ofUnit(demand.point, t))
      if (line.lost[t]! > 1e-6) add('lost', about, t, line.lost[t]!, rents.ofUnit(demand.point, t))
    })
  })
  company.capacities.forEach((capacity, c) => {
    if (layout.overtime[c]! < 0) return
    company.periods.forEach((period, t) => {
      const hours = found.values![layout.overtime[c]! + t]!
      const path = `${capacity.path}.${capacity.pool ? 'hoursPerWorker' : 'capacity'}`
      if (hours > 1e-6)
        add('overtime', `hours of ${capacity.id}`, t, hours, [
          { rule: `regular hours of ${capacity.id}`, path, period, money: 1 },
        ])
    })
  })
  company.sources.forEach((source, s) => {
    if (source.kind !== 'subcontract' && source.kind !== 'buy') return
    const cheaper = company.sources.flatMap((other, o) =>
      other.point === source.point && o !== s && other.kind !== 'ship' ? [o] : [],
    )
    if (cheaper.length === 0) return
    company.periods.forEach((_, t) => {
      const quantity = found.values![layout.start[s]! + t]!
      const arrival = t + source.leadTime
      if (quantity <= 1e-6 || arrival >= company.periods.length) return
      const others = cheaper
        .map((o) => ({ o, start: arrival - company.sources[o]!.leadTime }))
        .filter(({ o, start }) => start >= 0 && company.sources[o]!.cost[start]! < source.cost[t]!)
      const behind = others.map(({ o, start }) => rents.ofSource(o, start)).find((each) => each.length > 0) ?? []
      add(
        source.kind === 'subcontract' ? 'subcontracted' : 'bought',
        company.points[source.point]!.item,
        t,
        quantity,
        behind,
      )
    })
  })
  const worth = worthOfLimits({ highs, built, found, resolve })
  const hours = company.capacities.map((capacity, c) => ({
    resource: capacity.id,
    worth: company.periods.map((period, t) => {
      const rule = `capacity of ${capacity.id}`
      return (
        worth.find((each) => each.rule === rule && each.period === period)?.worth ??
        Math.max(0, -found.rowPrices![layout.capacityRow[c]! + t]!) + 0
      )
    }),
  }))
  const points = new Set(company.demand.map((each) => each.point))
  const units = [...points].map((p) => ({
    item: company.points[p]!.item,
    site: company.points[p]!.site,
    cost: company.periods.map((_, t) => found.rowPrices![layout.balanceRow[p]! + t]! + 0),
  }))
  return { summary: summaryOf(plan, hours, causes), causes, worth, hours, units }

  function add(what: Cause['what'], about: string, t: number, quantity: number, because: readonly Rent[]): void {
    const period = company.periods[t]!
    const total = because.reduce((sum, each) => sum + each.money, 0)
    const shares =
      total > 0
        ? because
            .map(({ rule, path, period, money }) => ({ rule, path, period, share: (100 * money) / total }))
            .sort((a, b) => b.share - a.share)
        : [{ rule: 'cost: it is the cheapest way', path: '', period, share: 100 }]
    const reasons = shares.slice(0, 3).map((each) => `${each.rule} in ${each.period} (${Math.round(each.share)} %)`)
    causes.push({
      what,
      about,
      period,
      quantity,
      because: shares,
      says: `${period}: ${tidy(quantity)} ${about} ${what}, because of ${reasons.join(', ')}`,
    })
  }
}

function summaryOf(plan: Plan, hours: Explanation['hours'], causes: readonly Cause[]): string[] {
  const money = `The plan costs ${tidy(plan.money.cost)}${plan.money.revenue > 0 ? ` and earns ${tidy(plan.money.margin)}` : ''}.`
  const scarce = hours.flatMap(({ resource, worth }) => {
    if (!worth.some((each) => each > 1e-6)) return []
    const each = worth.map((value, t) => `${plan.periods[t]} ${tidy(value)}`).join(', ')
    return [`One more hour of ${resource} is worth: ${each}.`]
  })
  const sums = (['late', 'lost', 'overtime', 'subcontracted', 'bought'] as const).flatMap((what) => {
    const total = causes.filter((each) => each.what === what).reduce((sum, each) => sum + each.quantity, 0)
    if (total === 0) return []
    const unit = what === 'overtime' ? 'hours in overtime' : what === 'late' ? 'unit-periods late' : `units ${what}`
    return [`${tidy(total)} ${unit}.`]
  })
  return [money, ...sums, ...scarce]
}
