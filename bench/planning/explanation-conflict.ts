import type { PlanModel } from '@drumbeat/planning'
import { findConflict } from '../../packages/planning/src/explaining/conflict.ts'
import { instanceOf } from '../../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../../packages/planning/src/program/build.ts'
import { loadSolver } from '../../packages/planning/src/solving/highs.ts'
import { generatedCompany } from './generated-company.ts'
import { timed } from './measured.ts'

type Demand = NonNullable<PlanModel['demand']>[number]

/** Companies of 1,000 items x 24 periods that cannot keep all their rules, each in another way. */
const broken: Record<string, (model: PlanModel) => PlanModel> = {
  'a seventh of the customers wants three times as much, in time': (model) => ({
    ...model,
    demand: model.demand!.map((row, i) => (i % 7 === 0 ? firm(row, 3) : row)),
  }),
  'one item may be made 50 at a time, and has firm demand': (model) => ({
    ...model,
    recipes: model.recipes!.map((row) => (row.item === 'good 3' ? { ...row, max: 50 } : row)),
    subcontract: model.subcontract!.filter((row) => row.item !== 'good 3'),
    demand: model.demand!.map((row) => (row.item === 'good 3' ? firm(row, 1) : row)),
  }),
  'a line stands still for a year, its items have no other way and firm demand': (model) => {
    const only = new Set(model.recipes!.filter((row) => row.hours?.['line 8']).map((row) => row.item))
    return {
      ...model,
      resources: model.resources!.map((row) =>
        row.id === 'line 8'
          ? { ...row, capacity: Array.from({ length: 24 }, (_, t) => (t > 5 && t < 18 ? 0 : (row.capacity as number))) }
          : row,
      ),
      recipes: model.recipes!.filter((row) => !only.has(row.item) || row.hours?.['line 8']),
      subcontract: model.subcontract!.filter((row) => !only.has(row.item)),
      demand: model.demand!.map((row) => (only.has(row.item) ? firm(row, 1) : row)),
    }
  },
  'a stock target at the end that no line can reach': (model) => ({
    ...model,
    stock: model.stock!.map((row, i) => (i === 3 ? { ...row, endStock: 90_000 } : row)),
  }),
}
const bar = 3

/** CPU seconds until a conflict is told in words. */
export async function run(): Promise<string> {
  const highs = await loadSolver()
  const lines = ['| broken company, 1,000 x 24 | CPU s | bar | rules | begins |', '|---|---|---|---|---|']
  const company = generatedCompany({ items: 1000, periods: 24, resources: 50 })
  for (const [name, breaks] of Object.entries(broken)) {
    const built = buildProgram(instanceOf(JSON.parse(JSON.stringify(breaks(company)))))
    const { seconds, result } = timed(() => findConflict({ highs, built }).conflict)
    if (!result || seconds > bar) process.exitCode = 1
    lines.push(
      `| ${name} | ${seconds.toFixed(2)} | <= ${bar} | ${result?.rules.length ?? 'none'} | ${result?.says.slice(0, 160)}… |`,
    )
  }
  return lines.join('\n')
}

function firm({ backlogCost, lostSaleCost, ...row }: Demand, factor: number): Demand {
  return { ...row, quantity: (row.quantity as number[]).map((each) => each * factor) }
}
