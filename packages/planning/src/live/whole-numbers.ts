import type { Highs } from 'highs'
import { type Built, buildProgram } from '../building/build.ts'
import type { Company } from '../building/company-parts.ts'
import { bestFound } from '../solving/first/best-found.ts'
import { type FirstPlan, firstPlan } from '../solving/first/first-plan.ts'
import { obeys, objectiveOf } from '../solving/first/proof.ts'
import { modelData } from '../solving/highs.ts'
import { searchInLots } from '../solving/lots/lot-phases.ts'
import { phasesOf } from '../solving/phases.ts'
import { type Found, type SearchOptions, search } from '../solving/search.ts'

/** The company with the cells of a scenario; what they do not touch is shared with the base. */
export function editedCompany(company: Company, cells: ReadonlyMap<string, number>): Company {
  const demand = company.demand.slice()
  const capacities = company.capacities.slice()
  const sources = company.sources.slice()
  for (const [cell, value] of cells) {
    const [kind, id, period] = cell.split('/') as [string, string, string]
    const t = Number(period) - 1
    if (kind === 'demand') {
      const d = Number(id)
      if (demand[d] === company.demand[d]) demand[d] = { ...demand[d]!, quantity: demand[d]!.quantity.slice() }
      demand[d]!.quantity[t] = value
    } else if (kind === 'capacity') {
      const c = capacities.findIndex((each) => !each.pool && each.id === id)
      if (capacities[c] === company.capacities[c])
        capacities[c] = { ...capacities[c]!, hours: capacities[c]!.hours.slice() }
      capacities[c]!.hours[t] = value
    } else {
      const s = sources.findIndex((each) => each.kind !== 'ship' && each.id === id)
      if (sources[s] === company.sources[s]) sources[s] = { ...sources[s]!, cost: sources[s]!.cost.slice() }
      sources[s]!.cost[t] = value
    }
  }
  return { ...company, demand, capacities, sources }
}

/**
 * Solves a company with whole numbers again. It starts from the last plan: with its setups, lots and workers kept, the quantities are
 * fitted to the edit; where that breaks a rule, or costs more, from the first plan.
 */
export function solvedAgain(input: {
  highs: Highs
  company: Company
  last: Float64Array | undefined
  options: SearchOptions
}): Found {
  const { highs, company, last, options } = input
  const built = buildProgram(company)
  const phases = phasesOf(company, built.program)
  const greedy = firstPlan(built)
  const fitted = last && fittedPlan({ highs, built, last })
  const first = fitted && !(greedy && greedy.objective < fitted.objective) ? fitted : greedy
  const told: SearchOptions = { ...options, start: first?.values }
  const found =
    searchInLots({ highs, built, phases, options: told }) ??
    search({ highs, program: built.program, phases, options: told })
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
