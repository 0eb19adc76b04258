import { instanceOf } from '../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../packages/planning/src/program/build.ts'
import { readPlan } from '../packages/planning/src/program/read-plan.ts'
import { riskOfPlan } from '../packages/planning/src/risk/risk.ts'
import { solvePlan } from '../packages/planning/src/solve-plan.ts'
import { firstPlanRows } from './planning/first-plan.ts'
import { generatedCompany, type Size } from './planning/generated-company.ts'
import { liveRows } from './planning/live.ts'
import { type Race, race, timed, warmSolver } from './planning/measured.ts'
import { siteRows } from './planning/sites.ts'

const sizes: readonly { size: Size; bar: number }[] = [
  { size: { items: 100, periods: 24, resources: 20 }, bar: 0.9 },
  { size: { items: 1000, periods: 24, resources: 50 }, bar: 0.9 },
  { size: { items: 5000, periods: 24, resources: 100 }, bar: 0.9 },
]

/** The bars of the planning engine: speed against the plain dual simplex, live re-plan, risk. */
export async function run(): Promise<string> {
  // Live first: the memory of the solver does not shrink, so what comes later would be counted.
  const live = await liveRows()
  const highs = await warmSolver()
  const races: Race[] = []
  const lines = [
    '| company | columns | build, CPU s (of plain, of ours) | plain dual simplex, CPU s | ours with the first plan, CPU s | ratio | bar | same optimum |',
    '|---|---|---|---|---|---|---|---|',
  ]
  for (const { size, bar } of sizes) {
    const each = race(highs, size)
    races.push(each)
    const { columns, build, plain, ours, sameOptimum } = each
    const parts = `${build.toFixed(2)} (${share(build / plain)}, ${share(build / ours)})`
    const name = `${size.items} x ${size.periods} x ${size.resources}${size.sites ? `, ${size.sites} sites` : ''}`
    lines.push(
      `| ${name} | ${columns} | ${parts} | ${plain.toFixed(2)} | ${ours.toFixed(2)} | ${(ours / plain).toFixed(2)} | <= ${bar} | ${sameOptimum ? 'yes' : 'NO'} |`,
    )
    if (!sameOptimum || ours / plain > bar) process.exitCode = 1
  }
  lines.push('', ...siteRows(highs), '', ...(await firstPlanRows(races)))
  lines.push('', '| live, 1,000 x 24 | | | bar |', '|---|---|---|---|', ...live, '', ...(await riskRows()))
  return lines.join('\n')
}

function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`
}

async function riskRows(): Promise<string[]> {
  const model = generatedCompany({ items: 1000, periods: 24, resources: 50 })
  const begin = performance.now()
  const solved = await solvePlan(model)
  const whole = (performance.now() - begin) / 1000
  if (solved.kind !== 'plan') throw new Error(solved.kind)
  const { seconds } = timed(() => riskOfPlan({ model, plan: solved.plan, samples: 1000, seed: 1 }))
  const { seconds: reading } = timed(() => readPlan(buildProgram(instanceOf(model)), solved.prices!.found.values!))
  return [
    '| what | measured | bar |',
    '|---|---|---|',
    `| risk, 1,000 samples at 1,000 x 24 | ${seconds.toFixed(1)} CPU s on one core | <= 60 s on 2 cores |`,
    `| validate, build, solve, check at 1,000 x 24 | ${whole.toFixed(1)} s; status ${solved.plan.status.kind}, ${solved.plan.notes.length} faults found | |`,
    `| of which reading the plan | ${reading.toFixed(2)} s | |`,
  ]
}
