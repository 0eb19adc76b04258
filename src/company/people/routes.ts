import type { Mount } from '#platform/http/mount.ts'
import { setManager, setTeam } from '../assignments/assign.tx.ts'
import { companyToday } from '../profile.sql.ts'
import { addPerson, changePerson } from './change.tx.ts'
import { peopleContract } from './contract.ts'
import { erasePerson } from './erase.tx.ts'
import { comeBack, leaveCompany } from './leave.tx.ts'
import { peoplePage, personDetail } from './people.sql.ts'

/** People, whom they report to, which team they belong to, and how they leave. */
export function peopleRoutes(mount: Mount): void {
  mount(peopleContract.list, async ({ workspace: { db, clock }, query }) =>
    peoplePage(db, { ...query, day: await companyToday(db, clock()) }),
  )
  mount(peopleContract.detail, async ({ workspace: { db, clock }, params }) =>
    personDetail(db, { id: params.id, day: await companyToday(db, clock()) }),
  )
  mount(peopleContract.add, async ({ work, body }) => addPerson(work, body))
  mount(peopleContract.change, async ({ work, params, body }) => changePerson(work, { id: params.id, ...body }))
  mount(peopleContract.setManager, async ({ work, params, body }) => setManager(work, { personId: params.id, ...body }))
  mount(peopleContract.setTeam, async ({ work, params, body }) => setTeam(work, { personId: params.id, ...body }))
  mount(peopleContract.leave, async ({ work, params, body }) => leaveCompany(work, { personId: params.id, ...body }))
  mount(peopleContract.comeBack, async ({ work, params }) => comeBack(work, params.id))
  mount(peopleContract.erase, async ({ work, params }) => erasePerson(work, params.id))
}
