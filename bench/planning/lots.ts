import { type PlanModel, solvePlan } from '@drumbeat/planning'
import { cpuSeconds, warmSolver } from './measured.ts'

const limit = 20

/** Random lot-sizing problems with setup times on one line: 12 and 24 items x 15 periods at 75 and 95 % load (setups included). */
export async function run(): Promise<string> {
  const highs = await warmSolver()
  const lines = ['| items | load | seed | CPU s | status | gap |', '|---|---|---|---|---|---|']
  for (const items of [12, 24])
    for (const load of [0.75, 0.95])
      for (const seed of [1, 2, 3]) {
        const begin = cpuSeconds()
        const solved = await solvePlan(lotProblem({ items, load, seed }), { highs, timeLimit: limit, gap: 1e-6 })
        const status = solved.kind === 'plan' ? solved.plan.status : { kind: solved.kind }
        const gap = 'gap' in status ? `${(100 * status.gap).toFixed(2)} %` : ''
        lines.push(
          `| ${items} | ${Math.round(load * 100)} % | ${seed} | ${(cpuSeconds() - begin).toFixed(1)} | ${status.kind} | ${gap} |`,
        )
      }
  return [...lines, '', `Time limit ${limit} s of the solver's clock.`].join('\n')
}

/** Demand 0-200, setup time 10-50, setup cost 50-400, holding 1-5; a setup in half of the periods is counted in the load. */
export function lotProblem(input: { items: number; load: number; seed: number }): PlanModel {
  let state = input.seed * 104729 + input.items
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const items = Array.from({ length: input.items }, (_, i) => `item ${i + 1}`)
  const quantities = items.map(() =>
    Array.from({ length: 15 }, (_, t) => (t < 2 && next() < 0.3 ? 0 : Math.round(40 + 120 * next()))),
  )
  const setups = items.map(() => ({ cost: Math.round(50 + 350 * next()), hours: Math.round(10 + 40 * next()) }))
  const work =
    quantities.flat().reduce((a, b) => a + b, 0) / 15 + setups.reduce((total, each) => total + each.hours / 2, 0)
  return {
    periods: 15,
    items,
    stock: items.map((item, i) => ({ item, opening: quantities[i]![0]!, holdingCost: Math.round(1 + 4 * next()) })),
    demand: items.map((item, i) => ({ item, quantity: quantities[i]! })),
    recipes: items.map((item, i) => ({
      item,
      hours: { line: 1 },
      setup: { cost: setups[i]!.cost, hours: { line: setups[i]!.hours } },
    })),
    resources: [{ id: 'line', capacity: work / input.load }],
  }
}
