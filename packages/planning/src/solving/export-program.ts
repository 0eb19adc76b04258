import { instanceOf } from '../instance/instance.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { buildProgram } from '../program/build.ts'
import { kinds, type Program } from '../program/program.ts'
import type { Strategy } from '../strategies/strategy.ts'
import { loadSolver, modelData } from './highs.ts'

/** The program of a valid model as MPS or LP text for other solvers; names are kind, number of the thing, period. */
export async function exportProgram(
  model: unknown,
  options: { format: 'mps' | 'lp'; strategy?: Strategy | undefined },
): Promise<string | Uint8Array> {
  const { program } = buildProgram(instanceOf(model as PlanModel), { strategy: options.strategy })
  const highs = await loadSolver()
  const named = { ...modelData(program), colNames: namesOf(program.colTag), rowNames: namesOf(program.rowTag) }
  return highs.withModel(named, (open) => {
    open.options.set('output_flag', false)
    return options.format === 'lp' ? open.exportModel('lp') : open.exportModel('mps')
  })
}

function namesOf({ kind, ref, period }: Program['colTag']): string[] {
  const seen = new Map<string, number>()
  return Array.from(kind, (each, i) => {
    const name = `${kinds[each]}_${ref[i]}_${period[i]! + 1}`
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}_${before}`
  })
}
