import type { Company } from '../building/company.ts'
import { codeOf, type Program } from '../building/program.ts'

/** One objective of a sequence, as a cost per column. */
export interface Phase {
  readonly name: string
  readonly cost: Float64Array
  readonly offset: number
}

/** The objectives of the model in its order; those without anything to decide are left out, money is always there. */
export function phasesOf(company: Company, program: Program): Phase[] {
  const asked = company.model.objectives ?? ['violation', 'money']
  const names = asked.includes('money') ? asked : [...asked, 'money' as const]
  const phases = names.flatMap((name) => {
    if (name === 'money') return [{ name, cost: program.cost, offset: program.offset }]
    if (name === 'service') return servicePhases(company, program)
    if (name === 'violation') return [phase(program, name, (kind, ref) => violation(company, kind, ref))]
    return [phase(program, name, (kind) => (kind === rise || kind === fall ? 1 : 0))]
  })
  return phases.filter((each) => each.name === 'money' || each.cost.some((cost) => cost !== 0))
}

const [shortfall, backlog, lost, rise, fall, excess, lack] = (
  ['shortfall', 'backlog', 'lost', 'rise', 'fall', 'excess', 'lack'] as const
).map(codeOf)

/** Broken rules: units below a safety stock that has no price, and whatever an infeasible model must give way in. */
function violation(company: Company, kind: number, ref: number): number {
  if (kind === excess || kind === lack) return 1
  return kind === shortfall && company.points[ref]!.safetyCost === undefined ? 1 : 0
}

/** Units late and lost, one phase per priority; classes without a priority come last. */
function servicePhases(company: Company, program: Program): Phase[] {
  const priorities = [...new Set(company.demand.map((each) => each.priority))].sort((a, b) => a - b)
  return priorities.map((priority) =>
    phase(program, `service${Number.isFinite(priority) ? ` ${priority}` : ''}`, (kind, ref) =>
      (kind === backlog || kind === lost) && company.demand[ref]!.priority === priority ? 1 : 0,
    ),
  )
}

function phase(program: Program, name: string, costOf: (kind: number, ref: number) => number): Phase {
  const { kind, ref } = program.colTag
  return { name, cost: Float64Array.from(kind, (each, j) => costOf(each, ref[j]!)), offset: 0 }
}
