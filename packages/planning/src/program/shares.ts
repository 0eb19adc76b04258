import type { Instance } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Least and most shares of sources: good units of some - share x good units of all, over the horizon or in each period. */
export function addShares({ instance, draft, layout }: BuildContext): void {
  const length = instance.periods.length
  for (const { row, number, chosen, all } of sharesOf(instance)) {
    const each = row.per === 'period'
    const spans = each ? Array.from({ length }, (_, t) => [t]) : [Array.from({ length }, (_, t) => t)]
    for (const span of spans) {
      if (row.least !== undefined) limit(row.least, 0, infinity)
      if (row.most !== undefined) limit(row.most, -infinity, 0)

      function limit(share: number, lower: number, upper: number): void {
        const line = draft.row(codeOf('shareRow'), number, span[0]!, lower, upper)
        for (const s of all)
          for (const t of span)
            draft.entry(
              line,
              layout.start[s]! + t,
              valuesIn(instance.sources[s]!, t).yield * ((chosen.has(s) ? 1 : 0) - share),
            )
      }
    }
  }
}

/** Each share with its sources by number, and all sources of its item that bring new units. */
function sharesOf({ model, sources, points }: Instance) {
  return (model.shares ?? []).map((row, number) => {
    const named = new Set(row.sources)
    const all = sources.flatMap((source, s) => {
      const { item, site } = points[source.point]!
      const isOf = item === row.item && (row.site === undefined || site === row.site)
      return source.kind !== 'ship' && isOf ? [s] : []
    })
    return { row, number, all, chosen: new Set(all.filter((s) => named.has(sources[s]!.id))) }
  })
}
