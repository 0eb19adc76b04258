import type { ChangeoverRow, PlanModel, ResourceRow } from '../model/plan-model.ts'
import type { Capacity, Sequence, Source } from './instance-parts.ts'
import type { Series } from './series.ts'

type Given = {
  model: PlanModel
  series: Series
  capacities: readonly Capacity[]
  sources: readonly Source[]
}

/**
 * Resources that stay set up for the recipe they made last, from one period to the next. The setups of their recipes are paid at each change,
 * so the recipes have none of their own any more.
 */
export function sequencesOf(given: Given): { sources: Source[]; sequences: Sequence[] } {
  const sources = given.sources.slice()
  const sequences = (given.model.resources ?? []).flatMap((row, c): Sequence[] => {
    const users = given.sources.flatMap((source, s) => (source.kind === 'make' && uses(source, c) ? [s] : []))
    if (!row.changeovers && !(row.carryOver === true && users.length > 1)) return []
    const opening = users.findIndex((s) => given.sources[s]!.id === row.setUp)
    for (const s of users) sources[s] = { ...sources[s]!, setupCost: undefined, setupHours: [], setupStays: false }
    return [
      {
        ...{ capacity: c, path: `resources[${c}]`, sources: users },
        opening: opening < 0 ? users.length : opening,
        steps: stepsOf(given, { row, capacity: c, users }),
      },
    ]
  })
  return { sources, sequences }
}

function uses({ hours, setupHours }: Source, capacity: number): boolean {
  return [...hours, ...setupHours].some((each) => each.capacity === capacity)
}

/** Every change from one recipe (or, as the last number, from a resource that is set up for none) to another, with what it takes. */
function stepsOf(
  { series, sources }: Given,
  { row, capacity, users }: { row: ResourceRow; capacity: number; users: readonly number[] },
): Sequence['steps'] {
  const places = [...users.keys(), users.length]
  return places.flatMap((from) =>
    users.flatMap((s, to) => {
      if (from === to) return []
      const own = sources[s]!
      const change = changeOf(row.changeovers ?? [], sources[users[from]!]?.id, own.id)
      const cost = series(change?.cost, 0).map((each, t) => each + (own.setupCost?.[t] ?? 0))
      const extra = change?.hours ? [{ capacity, hours: change.hours }] : []
      return [{ from, to, cost, hours: [...own.setupHours, ...extra] }]
    }),
  )
}

/** The row that names both, else the one that names only where the change leads. */
function changeOf(rows: readonly ChangeoverRow[], from: string | undefined, to: string): ChangeoverRow | undefined {
  const meant = rows.filter((each) => each.to === to)
  return (
    meant.find((each) => each.from !== undefined && each.from === from) ?? meant.find((each) => each.from === undefined)
  )
}
