import type { Template } from '../building/templates.ts'
import type { Plan, PlanStatus } from '../model/plan.ts'
import { type Solved, type SolveOptions, solvePlan } from '../solve-plan.ts'
import type { Problem } from '../validation/problem.ts'

/** One dish of the menu: a strategy, what it costs, and how it compares. */
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
  readonly unitsLate: number
  readonly unitsLost: number
  readonly plan: Plan | undefined
}

export type Menu =
  | { readonly kind: 'menu'; readonly lines: readonly MenuLine[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

const strategies: readonly { strategy: MenuLine['strategy']; template: Template | undefined }[] = [
  { strategy: 'optimal', template: undefined },
  { strategy: 'chase', template: { kind: 'chase' } },
  { strategy: 'level', template: { kind: 'level' } },
  { strategy: 'mixed', template: { kind: 'mixed', changes: 2 } },
]

/** How one strategy is solved: in this thread, unless a caller brings a way that can be cancelled from outside. */
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
  for (const { strategy, template } of strategies) {
    const solved = await solve(input, { ...options, template })
    if (solved.kind === 'invalid') return solved
    const plan = solved.kind === 'plan' ? solved.plan : undefined
    lines.push({
      strategy,
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
    unitsLate: all(plan.demand.map((each) => each.backlog)),
    unitsLost: all(plan.demand.map((each) => each.lost)),
  }
}
