import type { DemoWorld } from '#platform/registry.ts'
import type { Owner } from '../schema.ts'

/** Who does what in the demo company's cycles. */
export type Cast = Record<'coordinator' | 'analyst' | 'demand' | 'sales' | 'supply' | 'finance' | 'general', string>

/** The people of the demo company's office, by what they do in a cycle; null where one of them is not there. */
export function castOf(world: DemoWorld): Cast | null {
  const of = (role: string) => world.logins.find((login) => login.role === role)?.personId
  const cast = {
    coordinator: of('sales-ops-manager'),
    analyst: of('sales-ops-analyst'),
    demand: of('demand-planner'),
    sales: of('executive'),
    supply: of('supply-planner'),
    finance: of('finance'),
    general: of('owner'),
  }
  return Object.values(cast).every((id) => id !== undefined) ? (cast as Cast) : null
}

/** The owners of the six steps. */
export function ownersOf(cast: Cast): Owner[][] {
  const owner = (personId: string, substituteId: string | null = null) => ({ personId, substituteId })
  return [
    [owner(cast.coordinator, cast.analyst), owner(cast.demand)],
    [owner(cast.sales), owner(cast.demand, cast.analyst)],
    [owner(cast.supply, cast.demand)],
    [owner(cast.finance), owner(cast.coordinator, cast.analyst)],
    [owner(cast.general, cast.sales)],
    [owner(cast.coordinator, cast.analyst)],
  ]
}
