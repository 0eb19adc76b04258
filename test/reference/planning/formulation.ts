import type { PlanModel } from '@drumbeat/planning'
import { employPeople, runResources } from './formulation-capacity.ts'
import { add, at, fences, rates, type Sum, smoothness } from './formulation-parts.ts'
import { openSheet, type Sheet, text } from './formulation-sheet.ts'
import { expectArrivals, keepTotals, makeAndBuy, moveBetweenSites, sourcesOf } from './formulation-sources.ts'
import { balanceStock, serveDemand } from './formulation-stock.ts'

/** An independent formulation of a planning model in the LP format, written for clarity and not for speed. */
export interface Formulation {
  readonly objectives: readonly string[]
  /** Which of the objectives is the money. */
  readonly moneyAt: number
  readonly constraints: readonly string[]
  readonly bounds: readonly string[]
  readonly integers: readonly string[]
  readonly offset: number
  readonly sign: 1 | -1
}

/** Every quantity is a variable of its own, every definition a row; nothing is substituted. One site unless the model names more. */
export function formulate(model: PlanModel): Formulation {
  const sheet = openSheet(model)
  const sources = sourcesOf(sheet)
  makeAndBuy(sheet, sources)
  keepTotals(sheet, sources)
  rates(sheet.pen)
  moveBetweenSites(sheet)
  expectArrivals(sheet)
  serveDemand(sheet)
  balanceStock(sheet)
  runResources(sheet)
  employPeople(sheet)
  fences(sheet.pen, sheet.money, (source) => sources.find((each) => each.key === source)!.name)
  keepBudgets(sheet)
  const objectives = objectivesOf(sheet)
  return {
    objectives: objectives.map(text),
    moneyAt: objectives.indexOf(sheet.money),
    constraints: sheet.constraints,
    bounds: sheet.bounds,
    integers: [...new Set(sheet.integers)],
    offset: sheet.offset,
    sign: sheet.margin ? -1 : 1,
  }
}

/** Cash, carbon and room that periods, or all together, may use. */
function keepBudgets(sheet: Sheet): void {
  const { model, T, put, cash, cashFixed, co2 } = sheet
  for (const budget of model.budgets ?? []) {
    const use =
      budget.kind === 'cash' ? cash : budget.kind === 'co2' ? co2 : T.map((t) => stored(sheet, t, budget.site))
    const fixed = budget.kind === 'cash' ? cashFixed : T.map(() => 0)
    for (const t of T) if (at(budget.max, t, -1) >= 0) put(use[t]!, '<=', at(budget.max, t) - fixed[t]!)
    if (budget.total === undefined) continue
    const all: Sum = new Map()
    for (const t of T) for (const [name, factor] of use[t]!) add(all, name, factor)
    put(all, '<=', budget.total! - fixed.reduce((a, b) => a + b, 0))
  }
}

/** What is made least, one after the other. */
function objectivesOf(sheet: Sheet): Sum[] {
  const { model, place, money, violation, pen, service } = sheet
  const asked = model.objectives ?? ['violation', 'money']
  return (asked.includes('money') ? asked : [...asked, 'money' as const])
    .flatMap((name): Sum[] => {
      if (name === 'money') return [money]
      if (name === 'violation') return [violation]
      if (name === 'smoothness') return [smoothness(pen, place)]
      return [...service].sort(([a], [b]) => a - b).map(([, sum]) => sum)
    })
    .filter((sum) => sum.size > 0)
}

function stored({ model, flows }: Sheet, t: number, site: string | undefined): Sum {
  const sum: Sum = new Map()
  for (const key of flows.keys()) {
    const [item, where] = key.split('@') as [string, string]
    const found = model.items.find((each) => (typeof each === 'string' ? each : each.id) === item)!
    if (typeof found !== 'string' && found.volume && (site === undefined || site === where))
      add(sum, `p${[...flows.keys()].indexOf(key)}s_${t}`, found.volume)
  }
  return sum
}
