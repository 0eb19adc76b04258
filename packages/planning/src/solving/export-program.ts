import { buildProgram } from '../building/build.ts'
import { companyOf } from '../building/company.ts'
import { kinds, type Program } from '../building/program.ts'
import type { Template } from '../building/templates.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { loadSolver, modelData } from './highs.ts'

/** The program of a valid model as MPS or LP text for other solvers; names are kind, number of the thing, period. */
export async function exportProgram(
  model: unknown,
  options: { format: 'mps' | 'lp'; template?: Template | undefined },
): Promise<string | Uint8Array> {
  const { program } = buildProgram(companyOf(model as PlanModel), { template: options.template })
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
