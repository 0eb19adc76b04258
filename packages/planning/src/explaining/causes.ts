import type { Plan } from '../model/plan.ts'
import type { Prices } from '../solve-plan.ts'
import { type Rent, rentsOf } from './rents.ts'
import { figure, listed, reasonOf } from './words.ts'

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

/** Every unit late, lost, subcontracted or bought dear and every hour in overtime, with the rules behind it. */
export function causesOf(plan: Plan, { built, found }: Prices): Cause[] {
  const { company, layout } = built
  const rents = rentsOf(built, found)
  const causes: Cause[] = []
  company.demand.forEach((demand, d) => {
    const line = plan.demand[d]!
    company.periods.forEach((_, t) => {
      const about = `${line.item}${line.class === 'all' ? '' : ` for ${line.class}`}`
      const waits = line.backlog[t]!
      if (waits > 1e-6) add('late', about, t, waits, rents.ofUnit(demand.point, t))
      if (line.lost[t]! > 1e-6) add('lost', about, t, line.lost[t]!, rents.ofUnit(demand.point, t))
    })
  })
  company.capacities.forEach((capacity, c) => {
    if (layout.overtime[c]! < 0) return
    company.periods.forEach((_, t) => {
      const hours = found.values![layout.overtime[c]! + t]!
      if (hours > 1e-6) add('overtime', capacity.id, t, hours, rents.ofOvertime(c, t))
    })
  })
  company.sources.forEach((source, s) => {
    if (source.kind !== 'subcontract' && source.kind !== 'buy') return
    const others = company.sources.flatMap((other, o) =>
      other.point === source.point && o !== s && other.kind !== 'ship' ? [o] : [],
    )
    if (others.length === 0) return
    company.periods.forEach((_, t) => {
      const quantity = found.values![layout.start[s]! + t]!
      const arrival = t + source.leadTime
      if (quantity <= 1e-6 || arrival >= company.periods.length) return
      const cheaper = others
        .map((o) => ({ o, start: arrival - company.sources[o]!.leadTime }))
        .filter(({ o, start }) => start >= 0 && company.sources[o]!.cost[start]! < source.cost[t]!)
      if (cheaper.length === 0 && source.kind === 'buy') return
      const behind = cheaper.map(({ o, start }) => rents.ofSource(o, start)).find((each) => each.length > 0) ?? []
      const what = source.kind === 'subcontract' ? 'subcontracted' : 'bought'
      add(what, company.points[source.point]!.item, t, quantity, behind)
    })
  })
  return causes

  function add(what: Cause['what'], about: string, t: number, quantity: number, behind: readonly Rent[]): void {
    const total = behind.reduce((sum, each) => sum + each.money, 0)
    const because =
      total > 0
        ? behind
            .map(({ rule, path, period, money }) => ({ rule, path, period, share: (100 * money) / total }))
            .sort((a, b) => b.share - a.share)
        : [{ ...cheapest(what, t), share: 100 }]
    causes.push({
      what,
      about,
      period: company.periods[t]!,
      quantity,
      because,
      says: `${company.periods[t]}: ${phrase(what, about, quantity)}${reasons(because)}`,
    })
  }

  function cheapest(what: Cause['what'], t: number): Omit<Cause['because'][number], 'share'> {
    const rule = {
      late: 'it costs less than to deliver in time',
      lost: 'it costs less than to deliver',
      overtime: 'it costs less than any other way',
      subcontracted: 'it costs less than any other way',
      bought: 'it costs less than any other way',
    }[what]
    return { rule, path: '', period: company.periods[t]! }
  }
}

function phrase(what: Cause['what'], about: string, quantity: number): string {
  const amount = figure(quantity)
  if (what === 'overtime') return `${amount} hours of overtime of ${about}`
  if (what === 'late') return `${amount} ${about} wait for a later period`
  return `${amount} ${about} ${what}`
}

function reasons(because: Cause['because']): string {
  if (because[0]!.path === '') return ` (${because[0]!.rule})`
  const told = because
    .slice(0, 3)
    .map(
      (each) =>
        `${reasonOf(each.rule, ` in ${each.period}`)}${because.length > 1 ? ` (${Math.round(each.share)} %)` : ''}`,
    )
  const rest = because.length > 3 ? ` and ${because.length - 3} more` : ''
  return `, because ${listed(told)}${rest}`
}
