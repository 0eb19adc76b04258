import type { Seen } from './node.ts'
import { type Expected, stillExpected, usualShare } from './running.ts'
import type { Measure } from './schema.ts'

/** How the running period of a family goes: how much of its forecast is still expected, and how much had usually come by now. */
export type Pace = { familyId: string | null; still: number; usual: number }

/** What a family's running period holds so far, beside its forecast and how its earlier periods filled. */
export type FamilyNow = { familyId: string | null; soFar: number; prior: Expected; shares: readonly number[] }

/** The pace of each family: each has its own way to fill a period, and tells by it how this one goes. */
export function pacesOf(
  families: readonly FamilyNow[],
  { elapsed, measure }: { elapsed: number; measure: Measure },
): Pace[] {
  return families.map(({ familyId, soFar, prior, shares }) => {
    const arrival = { elapsed, shares }
    return { familyId, still: stillExpected({ soFar, arrival, prior, measure }), usual: usualShare(arrival).share }
  })
}

/**
 * What is still to come of a node, and what had usually come by now. An item goes as its family; everything is the sum of its
 * families, as is a group, so that items, families and territories add up. `parts`: the forecast of the period by family, at the node's place.
 */
export function paceAt(
  node: Pick<Seen, 'level' | 'familyId'>,
  given: { paces: readonly Pace[]; mean: number; parts: ReadonlyMap<string | null, number> },
): { remaining: number; expectedByNow: number } {
  const { paces, mean, parts } = given
  const isWide = node.level === 'all' || node.level === 'group'
  const of = paces.filter(({ familyId }) => isWide || familyId === node.familyId)
  const sum = (pick: (pace: Pace) => number) =>
    of.reduce((all, pace) => all + pick(pace) * (isWide ? (parts.get(pace.familyId) ?? 0) : mean), 0)
  return { remaining: sum(({ still }) => still), expectedByNow: sum(({ usual }) => usual) }
}
