import { unitsLate } from '../explaining/units-late.ts'
import type { Plan, PlanStatus } from '../model/plan.ts'
import { solvePlan } from '../solve-plan.ts'
import type { Solved, SolveOptions } from '../solved.ts'
import type { Problem } from '../validation/problem.ts'
import type { Strategy } from './strategy.ts'

/** One line of the menu: a strategy, what it costs, and how it compares with the best plan. */
export interface MenuLine {
  readonly strategy: 'optimal' | 'chase' | 'level' | 'mixed'
  readonly status: PlanStatus
  readonly cost: number | undefined
  readonly margin: number | undefined
  /** Money beyond the best plan: more cost, or less margin. */
  readonly more: number | undefined
  readonly workersHired: number
  readonly workersReleased: number
  readonly largestStock: number
  /** Units that wait at least one period; one that waits for three counts once here, three times in unitPeriodsLate. */
  readonly unitsLate: number
  readonly unitPeriodsLate: number
  readonly unitsLost: number
  readonly plan: Plan | undefined
}

export type Menu =
  | { readonly kind: 'menu'; readonly lines: readonly MenuLine[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

const strategies: readonly { name: MenuLine['strategy']; strategy: Strategy | undefined }[] = [
  { name: 'optimal', strategy: undefined },
  { name: 'chase', strategy: { kind: 'chase' } },
  { name: 'level', strategy: { kind: 'level' } },
  { name: 'mixed', strategy: { kind: 'mixed', changes: 2 } },
]

/** Solves one strategy: in this thread, unless a caller brings a way that can be cancelled from outside. */
export type SolveStrategy = (input: unknown, options: SolveOptions) => Promise<Solved>

/**
 * Solves the model freely and under each strategy, and prices the difference. A time limit holds for each strategy. Where a search
 * was stopped, its line has the best plan found and says so in its status.
 */
export async function strategyMenu(
  input: unknown,
  options: SolveOptions = {},
  solve: SolveStrategy = solvePlan,
): Promise<Menu> {
  const lines: MenuLine[] = []
  for (const { name, strategy } of strategies) {
    const solved = await solve(input, { ...options, strategy })
    if (solved.kind === 'invalid') return solved
    const plan = solved.kind === 'plan' ? solved.plan : undefined
    lines.push({
      strategy: name,
      status: solved.kind === 'plan' ? solved.plan.status : solved.status,
      ...figures(plan, lines[0]?.plan),
      plan,
    })
  }
  return { kind: 'menu', lines }
}

function figures(plan: Plan | undefined, best: Plan | undefined) {
  if (!plan || plan.status.kind === 'infeasible')
    return {
      cost: undefined,
      margin: undefined,
      more: undefined,
      workersHired: 0,
      workersReleased: 0,
      largestStock: 0,
      unitsLate: 0,
      unitPeriodsLate: 0,
      unitsLost: 0,
    }
  const all = (lines: readonly (readonly number[])[]) =>
    lines.reduce((total, line) => total + line.reduce((a, b) => a + b, 0), 0)
  return {
    cost: plan.money.cost,
    margin: plan.money.margin,
    more: best ? best.money.margin - plan.money.margin : 0,
    workersHired: all(plan.workforce.map((each) => each.hires)),
    workersReleased: all(plan.workforce.map((each) => each.releases)),
    largestStock: Math.max(
      0,
      ...plan.periods.map((_, t) => plan.stock.reduce((total, each) => total + each.quantity[t]!, 0)),
    ),
    unitsLate: plan.demand.reduce((total, each) => total + unitsLate(each), 0),
    unitPeriodsLate: all(plan.demand.map((each) => each.backlog)),
    unitsLost: all(plan.demand.map((each) => each.lost)),
  }
}
