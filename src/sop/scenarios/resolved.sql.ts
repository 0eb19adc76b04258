import type { Db } from '#platform/db/pool.ts'
import { newestPlan } from '#supply/plan.sql.ts'
import { solveWhatIfs, type WhatIfFigures } from '#supply/what-if.io.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import type { CapacityChange } from './capacity.sql.ts'
import type { Overlaid } from './overlay.ts'

export type Resolved = { plan: number | null; reason: string | null; figures: (WhatIfFigures | null)[] }

/** The newest supply plan solved anew for each of several sets of cells and capacities; without a plan nothing, and why. */
export async function resolveSupply(
  db: Db,
  columns: readonly { cells: readonly Overlaid[]; capacity: readonly CapacityChange[] }[],
  nameOf: NameOf,
): Promise<Resolved> {
  const plan = await newestPlan(db)
  if (!plan) {
    const reason = 'Supply has made no plan yet, so that no scenario can be solved. Make one in Supply.'
    return { plan: null, reason, figures: columns.map(() => null) }
  }
  const worlds = columns.map(({ cells, capacity }) => ({
    demand: cells.flatMap(({ base: { familyId, month }, units }) =>
      units === null ? [] : [{ family: nameOf(familyId)!, month, units }],
    ),
    capacity: capacity.map(({ resource, month, share }) => ({ resource, month, share })),
  }))
  return { plan: plan.number, reason: null, figures: await solveWhatIfs(db, { planId: plan.id, worlds }) }
}
