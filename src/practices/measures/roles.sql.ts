import { dayAfter } from '@drumbeat/periods'
import { ownershipOn } from '#enablement/ownership.sql.ts'
import { assignedParts } from '../settings.sql.ts'
import { type Asking, type Measured, type Measures, shareOf, withSecond } from './measured.ts'
import { roleClarity } from './roles.ts'

/** Check 28: one accountable role for each check, and no work that sales operations and enablement both or neither own. */
export async function roleMeasures({ db, asOf, now }: Asking): Promise<Measures> {
  const at = new Date([`${dayAfter(asOf, 1)}T00:00:00.000Z`, now.toISOString()].sort()[0]!)
  const [assigned, areas] = await Promise.all([assignedParts(db, at), ownershipOn(db, at)])
  return { 'role-clarity': withSecond(roleClarity(assigned), workOwnedOnce(areas)) }
}

function workOwnedOnce(areas: Awaited<ReturnType<typeof ownershipOn>>): Measured {
  const unclear = areas.filter(({ ownership }) => ownership === 'overlap' || ownership === 'gap')
  return shareOf({
    hits: areas.length - unclear.length,
    n: areas.length,
    none: '',
    rows: unclear.map(({ name, ownership }) => ({
      label: name,
      detail:
        ownership === 'gap'
          ? 'neither side owns it'
          : 'sales operations and enablement both own it, and no reason is said',
      to: '/enablement?tab=ownership',
    })),
  })
}
