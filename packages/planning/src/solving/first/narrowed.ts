import type { Built } from '../../building/build.ts'
import type { Company } from '../../building/company-parts.ts'
import { chaseStock } from '../../building/templates.ts'

/** The company as the constructor sees it: fences of a previous plan and the rules of chase as limits of sources, stock and demand. */
export function narrowed({ company, template }: Built): Company {
  return template?.kind === 'chase' ? chased(fenced(company)) : fenced(company)
}

/** The company with the fences of its previous plan as limits of its sources. */
function fenced(company: Company): Company {
  const { fences, previous } = company.model
  if (!fences || !previous) return company
  const { frozen = 0, slushy = 0, slushyShare = 0.1 } = fences
  const rows = new Map(previous.map((row) => [row.source, row.quantity]))
  const sources = company.sources.map((source) => {
    const quantity = source.kind === 'ship' ? undefined : rows.get(source.id)
    if (quantity === undefined) return source
    const min = source.min.slice()
    const max = source.max.slice()
    for (let t = 0; t < Math.min(frozen + slushy, min.length); t++) {
      const before = typeof quantity === 'number' ? quantity : (quantity[t] ?? 0)
      const share = t < frozen ? 0 : slushyShare
      min[t] = Math.max(min[t]!, before * (1 - share))
      max[t] = Math.min(max[t]!, before * (1 + share))
    }
    return { ...source, min, max }
  })
  return { ...company, sources }
}

/** Chase keeps no stock that need not be there, and is never later than it was at the beginning. */
function chased(company: Company): Company {
  const points = company.points.slice()
  for (const [p, most] of chaseStock(company))
    points[p] = { ...points[p]!, max: points[p]!.max.map((each, t) => Math.min(each, most[t]!)) }
  const demand = company.demand.map((each) => ({
    ...each,
    maxBacklog: each.maxBacklog.map((most) => Math.min(most, each.openingBacklog)),
  }))
  return { ...company, points, demand }
}
