import type { Instance } from '../instance/instance-parts.ts'
import type { Built } from '../program/layout.ts'
import { chaseStock } from '../program/strategy-rules.ts'

/** The instance as the constructor sees it: fences of a previous plan and the rules of chase as limits of sources, stock and demand. */
export function narrowed({ instance, strategy }: Built): Instance {
  return strategy?.kind === 'chase' ? chased(fenced(instance)) : fenced(instance)
}

/** The instance with the fences of its previous plan as limits of its sources. */
function fenced(instance: Instance): Instance {
  const { fences, previous } = instance.model
  if (!fences || !previous) return instance
  const { frozen = 0, slushy = 0, slushyShare = 0.1 } = fences
  const rows = new Map(previous.map((row) => [row.source, row.quantity]))
  const sources = instance.sources.map((source) => {
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
  return { ...instance, sources }
}

/** Tightens limits for chase: no stock that need not be there, and never later than at the beginning. */
function chased(instance: Instance): Instance {
  const points = instance.points.slice()
  for (const [p, most] of chaseStock(instance))
    points[p] = { ...points[p]!, max: points[p]!.max.map((each, t) => Math.min(each, most[t]!)) }
  const demand = instance.demand.map((each) => ({
    ...each,
    maxBacklog: each.maxBacklog.map((most) => Math.min(most, each.openingBacklog)),
  }))
  return { ...instance, points, demand }
}
