import type { Mount } from '#platform/http/mount.ts'
import { companyToday } from '../profile.sql.ts'
import { addLeave, endLeave } from './change.tx.ts'
import { leaveContract } from './contract.ts'
import { leaveFrom, peopleOfLeave } from './leave.sql.ts'

/** Days off of people. */
export function leaveRoutes(mount: Mount): void {
  mount(leaveContract.leave, async ({ workspace: { db, clock }, scope, query }) => {
    const today = await companyToday(db, clock())
    const [leave, people] = await Promise.all([
      leaveFrom(db, scope, { ...query, from: query.from ?? today }),
      peopleOfLeave(db, scope, today),
    ])
    return { leave, people }
  })
  mount(leaveContract.addLeave, ({ work, scope, body }) => addLeave(work, scope, body))
  mount(leaveContract.endLeave, ({ work, scope, params }) => endLeave(work, scope, params.id))
}
