import type { Instance } from '../instance/instance-parts.ts'
import { codeOf, type Program } from '../program/program.ts'

/** One objective of a sequence, as a cost per column. */
export interface Phase {
  readonly name: string
  readonly cost: Float64Array
  readonly offset: number
}

/** The objectives of the model in its order; those without anything to decide are left out, money is always there. */
export function phasesOf(instance: Instance, program: Program): Phase[] {
  const asked = instance.model.objectives ?? ['violation', 'money']
  const names = asked.includes('money') ? asked : [...asked, 'money' as const]
  return names.flatMap((name) => {
    if (name === 'money') return [{ name, cost: program.cost, offset: program.offset }]
    if (name === 'service') return servicePhases(instance, program)
    if (name === 'violation') return phase(program, name, (kind, ref) => violation(instance, kind, ref))
    return phase(program, name, (kind) => (kind === rise || kind === fall ? 1 : 0))
  })
}

const [shortfall, backlog, lost, rise, fall, excess, lack] = (
  ['shortfall', 'backlog', 'lost', 'rise', 'fall', 'excess', 'lack'] as const
).map(codeOf)

/** Broken rules: units below a safety stock that has no price, and whatever an infeasible model must give way in. */
function violation(instance: Instance, kind: number, ref: number): number {
  if (kind === excess || kind === lack) return 1
  return kind === shortfall && instance.points[ref]!.safetyCost === undefined ? 1 : 0
}

/** Units late and lost, one phase per priority; classes without a priority come last. */
function servicePhases(instance: Instance, program: Program): Phase[] {
  const priorities = [...new Set(instance.demand.map((each) => each.priority))].sort((a, b) => a - b)
  return priorities.flatMap((priority) =>
    phase(program, `service${Number.isFinite(priority) ? ` ${priority}` : ''}`, (kind, ref) =>
      (kind === backlog || kind === lost) && instance.demand[ref]!.priority === priority ? 1 : 0,
    ),
  )
}

/** The costs stay unmade while no column has one: large programs mostly have nothing to decide but money. */
function phase(program: Program, name: string, costOf: (kind: number, ref: number) => number): Phase[] {
  const { kind, ref } = program.colTag
  let cost: Float64Array | undefined
  for (let j = 0; j < program.columns; j++) {
    const each = costOf(kind[j]!, ref[j]!)
    if (each === 0) continue
    cost ??= new Float64Array(program.columns)
    cost[j] = each
  }
  return cost ? [{ name, cost, offset: 0 }] : []
}
