import { dayAfter } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { validResources } from '../resources/resources.sql.ts'
import { coachingContract } from './contract.ts'
import { momentsIn } from './moments.ts'
import { openDealsOn, peopleNames, visitsSince } from './visits.sql.ts'

const LOOKED_BACK_DAYS = 365

/** When a talk would help. */
export function coachingRoutes(mount: Mount): void {
  mount(coachingContract.coaching, async ({ workspace: { db, clock }, scope, query }) => {
    const today = await companyToday(db, clock())
    const since = dayAfter(today, -LOOKED_BACK_DAYS)
    const [{ locale }, visits, deals, names, resources] = await Promise.all([
      readCompany(db),
      visitsSince(db, { scope, from: since }),
      openDealsOn(db, { scope, today }),
      peopleNames(db),
      validResources(db, today),
    ])
    const { sentence } = writtenIn(locale)
    const helping = (stage: string | null) =>
      resources
        .filter(({ stages }) => stage !== null && stages.some((each) => each.toLowerCase() === stage.toLowerCase()))
        .map(({ id, name }) => ({ id, name }))
    const moments = momentsIn({ visits, deals }).filter(({ person }) => !query.person || person === query.person)
    return {
      since,
      moments: moments.map(({ person, ...moment }) => ({
        ...moment,
        says: sentence(moment.says),
        person: { id: person, name: names.get(person) ?? 'Somebody' },
        helps: helping(moment.stage),
      })),
    }
  })
}
