import type { Highs, Model } from 'highs'
import { type FirstPlan, firstPlan } from '../../packages/planning/src/construction/first-plan.ts'
import { instanceOf } from '../../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../../packages/planning/src/program/build.ts'
import type { Built } from '../../packages/planning/src/program/layout.ts'
import { loadSolver, modelData } from '../../packages/planning/src/solving/highs.ts'
import { linearStart } from '../../packages/planning/src/solving/linear-start.ts'
import { phasesOf } from '../../packages/planning/src/solving/phases.ts'
import { search } from '../../packages/planning/src/solving/search.ts'
import { sifted, siftingPays } from '../../packages/planning/src/solving/sifting/sift.ts'
import { generatedCompany, type Size } from './generated-company.ts'

/** CPU seconds of this process, all its threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** CPU seconds that some work takes, with its result. */
export function timed<R>(work: () => R): { seconds: number; result: R } {
  const begin = cpuSeconds()
  const result = work()
  return { seconds: cpuSeconds() - begin, result }
}

/** The solver, warmed up by one small solve so that its compilation is not counted. */
export async function warmSolver(): Promise<Highs> {
  const highs = await loadSolver()
  const small = buildProgram(instanceOf(generatedCompany({ items: 60, periods: 24, resources: 10 })))
  plain(highs, small)
  oursWithin(highs, small, 0)
  sifted({ highs, built: small, first: firstPlan(small)!, options: {} })
  return highs
}

export interface Race {
  readonly size: Size
  readonly columns: number
  /** CPU seconds of filling in defaults and building the program. */
  readonly build: number
  readonly plain: number
  /** CPU seconds of the first plan and the search together. */
  readonly ours: number
  readonly first: number
  /** How much dearer the first plan is than the optimum, as a share. */
  readonly firstGap: number
  readonly sameOptimum: boolean
}

/** Our solve against the plain dual simplex of HiGHS, on the same program in the same run. */
export function race(highs: Highs, size: Size, seed = 1): Race {
  const model = generatedCompany(size, seed)
  const { seconds: build, result: built } = timed(() => buildProgram(instanceOf(model)))
  const first = timed(() => firstPlan(built))
  const one = timed(() => oursWithin(highs, built, 0, first.result))
  const other = timed(() => plain(highs, built))
  return {
    size,
    columns: built.program.columns,
    build,
    plain: other.seconds,
    ours: first.seconds + one.seconds,
    first: first.seconds,
    firstGap: (first.result?.objective ?? Number.NaN) / other.result - 1,
    sameOptimum: Math.abs(one.result.objective - other.result) <= 1e-6 * Math.abs(other.result),
  }
}

/** The optimum by the plain dual simplex. */
export function plain(highs: Highs, built: Built): number {
  return highs.withModel(modelData(built.program), (model: Model) => {
    model.options.set({ output_flag: false, solver: 'simplex', simplex_strategy: 1 })
    model.run()
    return model.getObjectiveValue()
  })
}

/** What solvePlan does with a built program: the first plan, then the search, to a relative gap. */
export function oursWithin(highs: Highs, built: Built, gap: number, given?: FirstPlan) {
  const first = given ?? firstPlan(built)
  const phases = phasesOf(built.instance, built.program)
  const found =
    (first && siftingPays(built, phases) ? sifted({ highs, built, first, options: { gap } }) : undefined) ??
    search({
      highs,
      program: built.program,
      phases,
      options: { gap, ...linearStart(built) },
    })
  return { objective: found.objective, gap: found.gap }
}
