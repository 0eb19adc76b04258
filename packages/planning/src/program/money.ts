import { wanted } from '../instance/demand.ts'
import type { MoneyLines, Plan } from '../model/plan.ts'
import { cleanNumber } from './clean-values.ts'
import type { Built } from './layout.ts'

/** The money of a solved program by line. */
export function moneyOf({ instance, layout }: Built, values: Float64Array): Plan['money'] {
  const length = instance.periods.length
  const lines = emptyMoney()
  const sum = (first: number, prices: ArrayLike<number> | undefined): number => {
    let total = 0
    if (first < 0 || !prices) return 0
    for (let t = 0; t < length; t++) total += values[first + t]! * prices[t]!
    return total
  }
  instance.sources.forEach((source, s) => {
    const line = ({ make: 'production', subcontract: 'subcontract', buy: 'purchases', ship: 'transport' } as const)[
      source.kind
    ]
    lines[line] += sum(layout.start[s]!, source.cost)
    lines.setup += sum(layout.setup[s]!, source.setupCost)
  })
  instance.sequences.forEach(({ steps }, q) => {
    steps.forEach((step, at) => {
      lines.setup += sum(layout.changes[q]! + at * length, step.cost)
    })
  })
  instance.capacities.forEach((each, c) => {
    lines.regularHours += sum(layout.regular[c]!, each.hourCost)
    lines.overtime += sum(layout.overtime[c]!, each.overtime?.cost)
    lines[each.lane === undefined ? 'shifts' : 'transport'] += sum(layout.shifts[c]!, each.shifts?.cost)
    lines.maintenance += sum(layout.maintenance[c]!, each.maintenance?.cost)
    lines.wages += sum(layout.workers[c]!, each.pool?.wage)
    lines.hiring += sum(layout.hires[c]!, each.pool?.hireCost)
    lines.release += sum(layout.releases[c]!, each.pool?.releaseCost)
    if (!each.idleCost) return
    for (let t = 0; t < length; t++) {
      const there = each.hours[t]! * (each.pool ? values[layout.workers[c]! + t]! : 1)
      const stopped = layout.maintenance[c]! < 0 ? 0 : values[layout.maintenance[c]! + t]! * each.maintenance!.hours
      if (Number.isFinite(there)) lines.idle += each.idleCost[t]! * (there - stopped - values[layout.regular[c]! + t]!)
    }
  })
  instance.points.forEach((point, p) => {
    for (let t = 0; t < length; t++) {
      const before = t === 0 ? point.opening : values[layout.stock[p]! + t - 1]!
      const after = values[layout.stock[p]! + t]!
      const charged = { end: after, start: before, average: (before + after) / 2 }[point.holdingOn]
      lines.holding += charged * point.holding[t]!
      lines.safetyStock += layout.shortfall[p]! < 0 ? 0 : values[layout.shortfall[p]! + t]! * (point.safetyCost ?? 0)
      lines.disposal += layout.disposal[p]! < 0 ? 0 : values[layout.disposal[p]! + t]! * point.disposalCost!
    }
    lines.endValue += point.endValue * values[layout.stock[p]! + length - 1]!
  })
  instance.demand.forEach((demand, d) => {
    lines.backlog += sum(layout.backlog[d]!, demand.backlogCost)
    lines.lostSales += sum(layout.lost[d]!, demand.lostCost)
    for (let t = 0; t < length; t++) {
      const lost = layout.lost[d]! < 0 ? 0 : values[layout.lost[d]! + t]!
      lines.revenue += demand.price[t]! * (wanted(demand, t) - lost)
    }
    if (layout.backlog[d]! >= 0) lines.revenue -= demand.price[length - 1]! * values[layout.backlog[d]! + length - 1]!
  })
  instance.rates.forEach((rate, r) => {
    lines.rateChange += sum(layout.rateUp[r]!, rate.increaseCost) + sum(layout.rateDown[r]!, rate.decreaseCost)
  })
  const changeCost = instance.model.fences?.changeCost ?? 0
  instance.sources.forEach((_, s) => {
    for (const first of [layout.changeUp[s]!, layout.changeDown[s]!])
      if (first >= 0) for (let t = 0; t < length; t++) lines.change += changeCost * values[first + t]!
  })
  for (const name of Object.keys(lines) as (keyof MoneyLines)[]) lines[name] = cleanNumber(lines[name])
  const { revenue, endValue, ...costs } = lines
  const cost = cleanNumber(Object.values(costs).reduce((total, each) => total + each, 0) - endValue)
  return { ...lines, cost, margin: cleanNumber(revenue - cost) }
}

function emptyMoney(): MoneyLines {
  return {
    production: 0,
    setup: 0,
    regularHours: 0,
    idle: 0,
    overtime: 0,
    shifts: 0,
    maintenance: 0,
    wages: 0,
    hiring: 0,
    release: 0,
    subcontract: 0,
    purchases: 0,
    transport: 0,
    holding: 0,
    disposal: 0,
    backlog: 0,
    lostSales: 0,
    safetyStock: 0,
    change: 0,
    rateChange: 0,
    endValue: 0,
    revenue: 0,
  }
}
