import type { Highs } from 'highs'
import { bestFound } from '../construction/best-found.ts'
import { type FirstPlan, firstPlan } from '../construction/first-plan.ts'
import type { Instance } from '../instance/instance-parts.ts'
import { buildProgram } from '../program/build.ts'
import type { Built } from '../program/layout.ts'
import { obeys, objectiveOf } from '../program/proof.ts'
import type { Found } from '../solving/found.ts'
import { modelData } from '../solving/highs.ts'
import { searchInLots } from '../solving/lots/lot-phases.ts'
import { phasesOf } from '../solving/phases.ts'
import { type SearchOptions, search } from '../solving/search.ts'

/**
 * Solves an instance with whole numbers again. It starts from the last plan: with its setups, lots and workers kept, the quantities are
 * fitted to the edit; where that breaks a rule, or costs more, from the first plan.
 */
export function solvedAgain(input: {
  highs: Highs
  instance: Instance
  last: Float64Array | undefined
  options: SearchOptions
}): Found {
  const { highs, instance, last, options } = input
  const built = buildProgram(instance)
  const phases = phasesOf(instance, built.program)
  const greedy = firstPlan(built)
  const fitted = last && fittedPlan({ highs, built, last })
  const first = fitted && !(greedy && greedy.objective < fitted.objective) ? fitted : greedy
  const described: SearchOptions = { ...options, start: first?.values }
  const found =
    searchInLots({ highs, built, phases, options: described }) ??
    search({ highs, program: built.program, phases, options: described })
  return found.kind === 'infeasible' && !first ? found : bestFound({ built, first, found })
}

/** The last plan's whole numbers with the best quantities for them. */
function fittedPlan(input: { highs: Highs; built: Built; last: Float64Array }): FirstPlan | undefined {
  const { highs, built, last } = input
  const { program } = built
  const colLower = program.colLower.slice()
  const colUpper = program.colUpper.slice()
  for (let j = 0; j < program.columns; j++)
    if (program.integer[j])
      colLower[j] = colUpper[j] = Math.min(colUpper[j]!, Math.max(colLower[j]!, Math.round(last[j]!)))
  const values = highs.withModel(modelData({ ...program, colLower, colUpper }, { relaxed: true }), (model) => {
    model.options.set('output_flag', false)
    model.run()
    const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal
    return optimal ? model.getSolution().colValue : undefined
  })
  return values && obeys(program, values) ? { values, objective: objectiveOf(program, values) } : undefined
}
