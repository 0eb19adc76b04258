import { purchaseId } from '../model/naming.ts'
import type { Plan } from '../model/plan.ts'
import type { PlanModel, ShareRow } from '../model/plan-model.ts'
import type { Sentence } from './explanation.ts'
import { listed, type Words } from './words.ts'

const most = 8
const dust = 1e-6

/** From whom items come of which somebody is to have a least or most part, and what each has. */
export function shareSentences(plan: Plan, model: PlanModel, { figure }: Words): Sentence[] {
  const supplierOf = new Map((model.purchases ?? []).map((row) => [purchaseId(row), row.supplier]))
  const lines = [...plan.production, ...plan.subcontract, ...plan.purchases]
  const ruled = Map.groupBy(model.shares ?? [], ({ item, site }) => `${item}${site === undefined ? '' : ` at ${site}`}`)
  return [...ruled].slice(0, most).flatMap(([name, rules]): Sentence[] => {
    const { item, site } = rules[0]!
    const own = lines
      .filter((line) => line.item === item && (site === undefined || line.site === site))
      .map(({ source, quantity }) => ({ source, units: quantity.reduce((sum, each) => sum + each, 0) }))
    const total = own.reduce((sum, { units }) => sum + units, 0)
    if (total <= dust) return []
    const parts = own.flatMap(({ source, units }) => {
      const asked = rules.filter(({ sources }) => sources.includes(source)).flatMap((rule) => askedOf(rule, figure))
      if (units <= dust && asked.length === 0) return []
      const rule = asked.length > 0 ? ` (${asked.join(', ')})` : ''
      return [`${figure((100 * units) / total)} % from ${supplierOf.get(source) ?? source}${rule}`]
    })
    return [{ says: `Of ${figure(total)} ${name} come ${listed(parts)}.`, about: 'bought' }]
  })
}

function askedOf({ least, most: limit, sources }: ShareRow, figure: Words['figure']): string[] {
  const together = sources.length > 1 ? ' together' : ''
  return [
    ...(least === undefined ? [] : [`at least ${figure(100 * least)} %${together}`]),
    ...(limit === undefined ? [] : [`at most ${figure(100 * limit)} %${together}`]),
  ]
}
