import { checkPlan, solvePlan } from '@drumbeat/planning'
import { generatedCompany } from './generated-company.ts'
import { cpuSeconds, type Race } from './measured.ts'

/** When the first plan of 1,000 items x 24 months is shown, from the model as JSON on, and how good it is. */
export async function firstPlanRows(races: readonly Race[]): Promise<string[]> {
  const lines = [
    '| first plan, 1,000 x 24 x 50 | CPU s to be shown, checked | seconds of the clock | faults | dearer than the optimum |',
    '|---|---|---|---|---|',
  ]
  for (const seed of [1, 2, 3]) {
    const model = generatedCompany({ items: 1000, periods: 24, resources: 50 }, seed)
    const begin = performance.now()
    const beginCpu = cpuSeconds()
    let shown = Number.NaN
    let clock = Number.NaN
    let faults = Number.NaN
    let dearer = Number.NaN
    const solved = await solvePlan(model, {
      onProgress: (progress) => {
        if (progress.kind !== 'first plan') return
        shown = cpuSeconds() - beginCpu
        clock = (performance.now() - begin) / 1000
        faults = checkPlan(model, progress.plan).violations.length
        dearer = progress.plan.objective
      },
    })
    if (solved.kind === 'plan') dearer = dearer / solved.plan.objective - 1
    if (!(shown <= 1) || faults > 0 || !(dearer <= 0.03)) process.exitCode = 1
    lines.push(
      `| seed ${seed} | ${shown.toFixed(2)} (bar 1) | ${clock.toFixed(2)} | ${faults} (bar 0) | ${(100 * dearer).toFixed(2)} % (bar 3 %) |`,
    )
  }
  const others = races.map(
    ({ size, first, firstGap }) =>
      `${size.items} items${size.sites ? ` on ${size.sites} sites` : ''} ${first.toFixed(2)} CPU s, ${(100 * firstGap).toFixed(2)} %`,
  )
  return [...lines, '', `Other sizes, the constructor alone: ${others.join('; ')}.`]
}
