import { checks } from '../checks/catalogue.ts'
import type { Part } from '../roles/roles.ts'
import { type Measured, shareOf } from './measured.ts'

export type Assigned = { checkKey: string; role: string; part: Part }

/** Check 28: whether each check has exactly one accountable role. */
export function roleClarity(assigned: readonly Assigned[]): Measured {
  const accountable = Map.groupBy(
    assigned.filter(({ part }) => part === 'accountable'),
    ({ checkKey }) => checkKey,
  )
  const unclear = checks.filter(({ key }) => accountable.get(key)?.length !== 1)
  return shareOf({
    hits: checks.length - unclear.length,
    n: checks.length,
    none: '',
    rows: unclear.map(({ key, name }) => ({
      label: name,
      detail: accountable.has(key) ? 'several roles are accountable' : 'nobody is accountable',
      to: `/practices?tab=roles`,
    })),
  })
}
