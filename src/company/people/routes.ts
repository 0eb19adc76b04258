import type { Mount } from '#platform/http/mount.ts'
import { erasePerson } from '../erasure/commands.ts'
import { comeBack, leaveCompany } from '../leaving/commands.ts'
import { companyDay } from '../queries.ts'
import { setManager, setTeam } from '../spells/commands.ts'
import { addPerson, changePerson } from './commands.ts'
import { peopleContract } from './contract.ts'
import { peoplePage, personDetail } from './queries.ts'

/** People, whom they report to, which team they belong to, and how they leave. */
export function peopleRoutes(mount: Mount): void {
  mount(peopleContract.list, async ({ workspace: { db, clock }, query }) =>
    peoplePage(db, { ...query, day: await companyDay(db, clock()) }),
  )
  mount(peopleContract.detail, async ({ workspace: { db, clock }, params }) =>
    personDetail(db, { id: params.id, day: await companyDay(db, clock()) }),
  )
  mount(peopleContract.add, async ({ work, body }) => addPerson(work, body))
  mount(peopleContract.change, async ({ work, params, body }) => changePerson(work, { id: params.id, ...body }))
  mount(peopleContract.setManager, async ({ work, params, body }) => setManager(work, { personId: params.id, ...body }))
  mount(peopleContract.setTeam, async ({ work, params, body }) => setTeam(work, { personId: params.id, ...body }))
  mount(peopleContract.leave, async ({ work, params, body }) => leaveCompany(work, { personId: params.id, ...body }))
  mount(peopleContract.comeBack, async ({ work, params }) => comeBack(work, params.id))
  mount(peopleContract.erase, async ({ work, params }) => erasePerson(work, params.id))
}
