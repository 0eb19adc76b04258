import type { Highs, Model } from 'highs'
import { type Built, buildProgram } from '../../packages/planning/src/building/build.ts'
import { companyOf } from '../../packages/planning/src/building/company.ts'
import { loadSolver, modelData } from '../../packages/planning/src/solving/highs.ts'
import { startBasis, startOptions } from '../../packages/planning/src/solving/start-basis.ts'
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
  const small = buildProgram(companyOf(generatedCompany({ items: 60, periods: 24, resources: 10 })))
  plain(highs, small)
  ours(highs, small)
  return highs
}

export interface Race {
  readonly size: Size
  readonly columns: number
  readonly build: number
  readonly plain: number
  readonly ours: number
  readonly sameOptimum: boolean
}

/** Our solve against the plain dual simplex of HiGHS, on the same program in the same run. */
export function race(highs: Highs, size: Size): Race {
  const model = generatedCompany(size)
  const { seconds: build, result: built } = timed(() => buildProgram(companyOf(model)))
  const one = timed(() => ours(highs, built))
  const other = timed(() => plain(highs, built))
  const sameOptimum = Math.abs(one.result - other.result) <= 1e-6 * Math.abs(other.result)
  return { size, columns: built.program.columns, build, plain: other.seconds, ours: one.seconds, sameOptimum }
}

function plain(highs: Highs, built: Built): number {
  return solved(highs, built, (model) => model.options.set({ solver: 'simplex', simplex_strategy: 1 }))
}

function ours(highs: Highs, built: Built): number {
  return solved(highs, built, (model) => {
    model.options.set(startOptions(built))
    model.setBasis(startBasis(built))
  })
}

function solved(highs: Highs, built: Built, prepare: (model: Model) => unknown): number {
  return highs.withModel(modelData(built.program), (model) => {
    model.options.set('output_flag', false)
    prepare(model)
    model.run()
    return model.getObjectiveValue()
  })
}
