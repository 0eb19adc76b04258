import type { StockPoint } from '../instance/instance-parts.ts'
import type { CashLine } from '../model/cash-lines.ts'
import { budgetSpan } from '../model/naming.ts'
import type { BudgetRow, Limit } from '../model/plan-model.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Takes up `amount` of a budget per unit of a column, in period t. */
type Spend = (t: number, column: number, amount: number) => void

/** Limits on what is paid, stored or emitted, per period and over several. */
export function addBudgets(context: BuildContext): void {
  const { instance, draft } = context
  instance.model.budgets?.forEach((budget, b) => {
    const [first, last] = budgetSpan(budget, instance.periods)
    const holds = (t: number) => t >= first && t <= last
    const counts = countsIn(budget, context)
    const fixed = budget.kind === 'cash' ? fixedCash(context, counts) : undefined
    const rows = instance.periods.map((_, t) => {
      const limit = holds(t) ? at(budget.max, t) : infinity
      return limit === infinity ? -1 : draft.row(codeOf('budgetRow'), b, t, -infinity, limit - (fixed?.[t] ?? 0))
    })
    const spent = fixed?.reduce((total, each, t) => total + (holds(t) ? each : 0), 0) ?? 0
    const { total } = budget
    const whole =
      typeof total === 'number' ? draft.row(codeOf('budgetTotalRow'), b, first, -infinity, total - spent) : -1
    spending(context, budget, counts, (t, column, amount) => {
      if (rows[t]! >= 0) draft.entry(rows[t]!, column, amount)
      if (whole >= 0 && holds(t)) draft.entry(whole, column, amount)
    })
  })
}

function spending(context: BuildContext, budget: BudgetRow, counts: Counts, spend: Spend): void {
  const { instance, layout } = context
  const length = instance.periods.length
  if (budget.kind === 'cash') {
    cash(context, spend, counts)
    return
  }
  for (let t = 0; t < length; t++) {
    if (budget.kind === 'co2')
      instance.sources.forEach((source, s) => {
        spend(t, layout.start[s]! + t, source.co2)
      })
    else
      instance.points.forEach((point, p) => {
        if (counts.point(p)) spend(t, layout.stock[p]! + t, point.volume)
      })
  }
}

/** What counts in a budget: lines of money, and of those which sources, stocks, resources and changes of rate. */
interface Counts {
  readonly line: (line: CashLine) => boolean
  readonly source: (s: number) => boolean
  readonly point: (p: number) => boolean
  readonly capacity: (c: number) => boolean
  readonly rates: boolean
}

function countsIn({ lines, items, suppliers, site }: BudgetRow, { instance }: BuildContext): Counts {
  const { points, sources, capacities, model } = instance
  const [some, from] = [items && new Set(items), suppliers && new Set(suppliers)]
  const isThere = (p: number) =>
    (site === undefined || points[p]!.site === site) && (some === undefined || some.has(points[p]!.item))
  const supplierOf = (path: string) => model.purchases![Number(/\d+/.exec(path)![0])]!.supplier
  return {
    line: (line) => lines === undefined || lines.includes(line),
    source: (s) => {
      const { kind, point, path } = sources[s]!
      return isThere(point) && (from === undefined || (kind === 'buy' && from.has(supplierOf(path) ?? '')))
    },
    point: (p) => from === undefined && isThere(p),
    capacity: (c) => {
      if (some !== undefined || from !== undefined) return false
      const { lane, pool } = capacities[c]!
      const own = lane !== undefined ? model.lanes![lane]!.to : pool ? undefined : model.resources![c]!.site
      return site === undefined || own === site
    },
    rates: site === undefined && some === undefined && from === undefined,
  }
}

const lineOf = { make: 'production', subcontract: 'subcontract', buy: 'purchases', ship: 'transport' } as const

/** Everything that is paid: not the prices of backlog, lost sales, safety stock and change. */
function cash(context: BuildContext, spend: Spend, counts: Counts): void {
  const { instance, layout } = context
  for (let t = 0; t < instance.periods.length; t++) {
    const pay: Pay = (line, column, amount) => {
      if (counts.line(line)) spend(t, column, amount)
    }
    instance.sources.forEach((source, s) => {
      if (!counts.source(s)) return
      pay(lineOf[source.kind], layout.start[s]! + t, source.cost[t]!)
      if (layout.setup[s]! >= 0) pay('setup', layout.setup[s]! + t, source.setupCost![t]!)
    })
    capacityCash(context, { t, pay, counts })
    instance.sequences.forEach(({ steps, capacity }, q) => {
      if (counts.capacity(capacity))
        steps.forEach((step, at) => {
          pay('setup', layout.changes[q]! + at * instance.periods.length + t, step.cost[t]!)
        })
    })
    instance.rates.forEach((rate, r) => {
      if (!counts.rates) return
      pay('rateChange', layout.rateUp[r]! + t, rate.increaseCost[t]!)
      pay('rateChange', layout.rateDown[r]! + t, rate.decreaseCost[t]!)
    })
    instance.points.forEach((point, p) => {
      if (!counts.point(p)) return
      const { before, after } = shares(point)
      pay('holding', layout.stock[p]! + t, after * point.holding[t]!)
      if (t > 0) pay('holding', layout.stock[p]! + t - 1, before * point.holding[t]!)
      if (layout.disposal[p]! >= 0) pay('disposal', layout.disposal[p]! + t, point.disposalCost!)
    })
  }
}

type Pay = (line: CashLine, column: number, amount: number) => void

/** What resources, pools and loads of lanes cost in a period. */
function capacityCash({ instance, layout }: BuildContext, given: { t: number; pay: Pay; counts: Counts }): void {
  const { t, pay, counts } = given
  instance.capacities.forEach((each, c) => {
    if (!counts.capacity(c)) return
    const idle = each.idleCost?.[t] ?? 0
    if (layout.regular[c]! >= 0) {
      pay('regularHours', layout.regular[c]! + t, each.hourCost?.[t] ?? 0)
      pay('idle', layout.regular[c]! + t, -idle)
    }
    if (each.overtime) pay('overtime', layout.overtime[c]! + t, each.overtime.cost[t]!)
    if (each.shifts) pay(each.lane === undefined ? 'shifts' : 'transport', layout.shifts[c]! + t, each.shifts.cost[t]!)
    if (each.maintenance) {
      pay('maintenance', layout.maintenance[c]! + t, each.maintenance.cost[t]!)
      pay('idle', layout.maintenance[c]! + t, -idle * each.maintenance.hours)
    }
    if (!each.pool) return
    pay('wages', layout.workers[c]! + t, each.pool.wage[t]!)
    pay('idle', layout.workers[c]! + t, idle * each.hours[t]!)
    pay('hiring', layout.hires[c]! + t, each.pool.hireCost[t]!)
    pay('release', layout.releases[c]! + t, each.pool.releaseCost[t]!)
  })
}

/** What is paid whatever the plan: idle hours of resources, and holding charged on the opening stock. */
function fixedCash({ instance }: BuildContext, counts: Counts): number[] {
  return instance.periods.map((_, t) => {
    let total = 0
    if (counts.line('idle'))
      for (const [c, each] of instance.capacities.entries())
        if (counts.capacity(c) && !each.pool && each.idleCost && Number.isFinite(each.hours[t]!))
          total += each.idleCost[t]! * each.hours[t]!
    if (t === 0 && counts.line('holding'))
      for (const [p, point] of instance.points.entries())
        if (counts.point(p)) total += shares(point).before * point.opening * point.holding[0]!
    return total
  })
}

function shares({ holdingOn }: StockPoint): { before: number; after: number } {
  if (holdingOn === 'average') return { before: 0.5, after: 0.5 }
  return holdingOn === 'start' ? { before: 1, after: 0 } : { before: 0, after: 1 }
}

function at(values: Limit | undefined, t: number): number {
  return (typeof values === 'object' ? values?.[t] : values) ?? infinity
}
