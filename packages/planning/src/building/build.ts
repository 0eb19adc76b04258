import type { PlanModel } from '../model/plan-model.ts'
import { addBudgets } from './budgets.ts'
import { addCapacity } from './capacity.ts'
import type { Company } from './company-parts.ts'
import { addDemand } from './demand.ts'
import { addFences } from './fences.ts'
import { type Program, programDraft } from './program.ts'
import { addRates } from './rates.ts'
import { requirements } from './requirements.ts'
import { addSmoothness } from './smoothness.ts'
import { addSources } from './sources.ts'
import { addStock } from './stock.ts'
import { addTemplate, type Template } from './templates.ts'

/** Where the columns of each thing start: column = first + period; -1 where there are none. */
export interface Layout {
  readonly start: Int32Array
  readonly setup: Int32Array
  readonly stock: Int32Array
  readonly shortfall: Int32Array
  readonly disposal: Int32Array
  readonly sold: Int32Array
  readonly backlog: Int32Array
  readonly lost: Int32Array
  readonly overtime: Int32Array
  readonly shifts: Int32Array
  readonly regular: Int32Array
  readonly maintenance: Int32Array
  readonly workers: Int32Array
  readonly hires: Int32Array
  readonly releases: Int32Array
  readonly changeUp: Int32Array
  readonly changeDown: Int32Array
  readonly rateUp: Int32Array
  readonly rateDown: Int32Array
  /** First balance row of each stock point, first capacity row of each capacity, first demand row of each demand. */
  readonly balanceRow: Int32Array
  readonly capacityRow: Int32Array
  readonly demandRow: Int32Array
  readonly idleRow: Int32Array
  readonly leastHoursRow: Int32Array
  readonly shelfRow: Int32Array
}

/** The program of a company and the way back from its columns to the company's nouns. */
export interface Built {
  readonly company: Company
  readonly program: Program
  readonly layout: Layout
  readonly template: Template | undefined
}

/** Builds the linear or mixed-integer program of a company. */
export function buildProgram(company: Company, options: { template?: Template | undefined } = {}): Built {
  const { points, sources, capacities, demand, periods } = company
  const draft = programDraft(
    (points.length * 2 + sources.length + demand.length * 3 + capacities.length * 2) * periods.length,
  )
  const layout = emptyLayout(company)
  const need = requirements(company)
  addStock({ company, draft, layout })
  addSources({ company, draft, layout, need })
  addDemand({ company, draft, layout })
  addCapacity({ company, draft, layout })
  addRates({ company, draft, layout })
  addFences({ company, draft, layout })
  addBudgets({ company, draft, layout })
  if (wants(company.model, 'smoothness')) addSmoothness({ company, draft, layout })
  if (options.template) addTemplate({ company, draft, layout, template: options.template, need })
  return { company, program: draft.finish(), layout, template: options.template }
}

/** What every part of the builder is given. */
export interface Site {
  readonly company: Company
  readonly draft: ReturnType<typeof programDraft>
  readonly layout: Layout
}

function wants(model: PlanModel, objective: string): boolean {
  return model.objectives?.includes(objective as 'money') ?? false
}

function emptyLayout({ points, sources, capacities, demand, rates }: Company): Layout {
  const none = (length: number) => new Int32Array(length).fill(-1)
  const [p, s, c, d] = [points.length, sources.length, capacities.length, demand.length]
  return {
    start: none(s),
    setup: none(s),
    stock: none(p),
    shortfall: none(p),
    disposal: none(p),
    sold: none(d),
    backlog: none(d),
    lost: none(d),
    overtime: none(c),
    shifts: none(c),
    regular: none(c),
    maintenance: none(c),
    workers: none(c),
    hires: none(c),
    releases: none(c),
    changeUp: none(s),
    changeDown: none(s),
    rateUp: none(rates.length),
    rateDown: none(rates.length),
    balanceRow: none(p),
    capacityRow: none(c),
    demandRow: none(d),
    idleRow: none(c),
    leastHoursRow: none(c),
    shelfRow: none(p),
  }
}
