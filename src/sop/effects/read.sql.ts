import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Workspace } from '#platform/workspace.ts'
import { soldWithDemand } from '#supply/what-if.io.ts'
import { allCycles, knownNow } from '../agenda/read.sql.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import { planNumberOf } from '../supply/capture.ts'
import { capacityDecided, type Known, realisedEffects } from './realised.ts'

/** What the decisions of all cycles brought. Plans behind decisions on capacity are solved again for what was ordered. */
export async function readEffects(workspace: Pick<Workspace, 'db' | 'clock'>) {
  const { db } = workspace
  const [cycles, known, { currency }] = await Promise.all([allCycles(db), knownNow(workspace), readCompany(db)])
  const { actuals, closed, nameOf } = known
  const delivered = await deliveredByFamily(db, { from: monthAfter(closed, -48), to: closed })
  const resolved = new Map<string, number>()
  for (const { id, state } of capacityDecided(cycles, closed))
    for (const { familyId, month, units } of await soldAgain(db, state, { actuals, closed, nameOf }))
      resolved.set(`${id}|${cellKey({ familyId, month })}`, units)
  const effects = realisedEffects(cycles, {
    ...{ actuals, closed, delivered },
    resolved: (id, cell) => resolved.get(`${id}|${cellKey(cell)}`) ?? null,
  })
  return { currency, effects }
}

/** The plan of a cycle solved for what was ordered in the months that have closed; nothing where the plan was typed. */
async function soldAgain(
  db: Db,
  state: CycleState,
  { actuals, closed, nameOf }: Pick<Known, 'actuals' | 'closed'> & { nameOf: NameOf },
): Promise<{ familyId: string; month: string; units: number }[]> {
  const planNumber = planNumberOf(state)
  if (planNumber === null) return []
  const families = new Map((state.facts?.families ?? []).map((id) => [nameOf(id) ?? id, id]))
  const demand = [...families].flatMap(([family, familyId]) =>
    [...new Set(state.supply!.lines.map(({ month }) => month))]
      .filter((month) => month < closed)
      .map((month) => ({ family, month, units: actuals[cellKey({ familyId, month })]?.units ?? 0 })),
  )
  const sold = await soldWithDemand(db, { planNumber, demand })
  return (sold ?? []).flatMap(({ family, month, units }) => {
    const familyId = families.get(family)
    return familyId ? [{ familyId, month, units }] : []
  })
}

/** Units shipped by family and month, where order lines say when they were shipped. */
async function deliveredByFamily(db: Db, { from, to }: { from: string; to: string }): Promise<Record<string, number>> {
  const { rows } = await sql<{ familyId: string; month: string; units: number }>`
    select i.family_id as "familyId", date_trunc('month', o.shipped_on)::date as month,
      round(sum(coalesce(o.shipped_quantity, o.quantity)))::float8 as units
    from crm.order_line o join company.item i on i.id = o.item_id
    where o.ended_at is null and i.family_id is not null and o.shipped_on >= ${from} and o.shipped_on < ${to}
    group by 1, 2`.execute(db)
  return Object.fromEntries(rows.map((row) => [cellKey(row), row.units]))
}
