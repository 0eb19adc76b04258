import type { StockPoint } from '../instance/instance-parts.ts'
import type { BudgetRow, CashLine, Limit } from '../model/plan-model.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Takes up `amount` of a budget per unit of a column, in period t. */
type Spend = (t: number, column: number, amount: number) => void

/** Limits on what is paid, stored or emitted, per period and over the horizon. */
export function addBudgets(context: BuildContext): void {
  const { instance, draft } = context
  instance.model.budgets?.forEach((budget, b) => {
    const fixed = budget.kind === 'cash' ? fixedCash(context, countsIn(budget)) : undefined
    const rows = instance.periods.map((_, t) => {
      const limit = at(budget.max, t)
      return limit === infinity ? -1 : draft.row(codeOf('budgetRow'), b, t, -infinity, limit - (fixed?.[t] ?? 0))
    })
    const spent = fixed?.reduce((total, each) => total + each, 0) ?? 0
    const { total } = budget
    const whole = typeof total === 'number' ? draft.row(codeOf('budgetTotalRow'), b, 0, -infinity, total - spent) : -1
    spending(context, budget, (t, column, amount) => {
      if (rows[t]! >= 0) draft.entry(rows[t]!, column, amount)
      if (whole >= 0) draft.entry(whole, column, amount)
    })
  })
}

function spending(context: BuildContext, budget: BudgetRow, spend: Spend): void {
  const { instance, layout } = context
  const length = instance.periods.length
  if (budget.kind === 'cash') {
    cash(context, spend, countsIn(budget))
    return
  }
  for (let t = 0; t < length; t++) {
    if (budget.kind === 'co2')
      instance.sources.forEach((source, s) => {
        spend(t, layout.start[s]! + t, source.co2)
      })
    else
      instance.points.forEach((point, p) => {
        if (budget.site === undefined || budget.site === point.site) spend(t, layout.stock[p]! + t, point.volume)
      })
  }
}

/** Whether a line of money counts in a budget. */
type Counts = (line: CashLine) => boolean

function countsIn({ lines }: BudgetRow): Counts {
  return (line) => lines === undefined || lines.includes(line)
}

const lineOf = { make: 'production', subcontract: 'subcontract', buy: 'purchases', ship: 'transport' } as const

/** Everything that is paid: not the prices of backlog, lost sales, safety stock and change. */
function cash({ instance, layout }: BuildContext, spend: Spend, counts: Counts): void {
  for (let t = 0; t < instance.periods.length; t++) {
    const pay = (line: CashLine, column: number, amount: number) => {
      if (counts(line)) spend(t, column, amount)
    }
    instance.sources.forEach((source, s) => {
      pay(lineOf[source.kind], layout.start[s]! + t, source.cost[t]!)
      if (layout.setup[s]! >= 0) pay('setup', layout.setup[s]! + t, source.setupCost![t]!)
    })
    instance.capacities.forEach((each, c) => {
      const idle = each.idleCost?.[t] ?? 0
      if (layout.regular[c]! >= 0) {
        pay('regularHours', layout.regular[c]! + t, each.hourCost?.[t] ?? 0)
        pay('idle', layout.regular[c]! + t, -idle)
      }
      if (each.overtime) pay('overtime', layout.overtime[c]! + t, each.overtime.cost[t]!)
      if (each.shifts)
        pay(each.lane === undefined ? 'shifts' : 'transport', layout.shifts[c]! + t, each.shifts.cost[t]!)
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
    instance.sequences.forEach(({ steps }, q) => {
      steps.forEach((step, at) => {
        pay('setup', layout.changes[q]! + at * instance.periods.length + t, step.cost[t]!)
      })
    })
    instance.rates.forEach((rate, r) => {
      pay('rateChange', layout.rateUp[r]! + t, rate.increaseCost[t]!)
      pay('rateChange', layout.rateDown[r]! + t, rate.decreaseCost[t]!)
    })
    instance.points.forEach((point, p) => {
      const { before, after } = shares(point)
      pay('holding', layout.stock[p]! + t, after * point.holding[t]!)
      if (t > 0) pay('holding', layout.stock[p]! + t - 1, before * point.holding[t]!)
      if (layout.disposal[p]! >= 0) pay('disposal', layout.disposal[p]! + t, point.disposalCost!)
    })
  }
}

/** What is paid whatever the plan: idle hours of resources, and holding charged on the opening stock. */
function fixedCash({ instance }: BuildContext, counts: Counts): number[] {
  return instance.periods.map((_, t) => {
    let total = 0
    if (counts('idle'))
      for (const each of instance.capacities)
        if (!each.pool && each.idleCost && Number.isFinite(each.hours[t]!)) total += each.idleCost[t]! * each.hours[t]!
    if (t === 0 && counts('holding'))
      for (const point of instance.points) total += shares(point).before * point.opening * point.holding[0]!
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
