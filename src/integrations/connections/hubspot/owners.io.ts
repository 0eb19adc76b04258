import { feedMapping } from '../feed-mapping.ts'
import type { Batch, ObjectReader, Row } from '../source.ts'
import type { HubspotApi } from './api.io.ts'

/** An owner as HubSpot lists them; deals name them by `id`, some other things by the user that they are. */
export type Owner = {
  id: string
  userId?: number | null
  archived?: boolean
  email: string | null
  firstName: string | null
  lastName: string | null
  updatedAt: string
  teams?: { id?: string; name: string; primary: boolean }[]
}

const columns = { id: 'key', name: 'name', email: 'email', team: 'team' } as const

/** Owners of deals, those who left too: old deals are theirs. */
export function ownerReader(api: HubspotApi): ObjectReader {
  return {
    object: 'owners',
    kind: 'people',
    is: 'other',
    isWhole: true,
    columns: Object.keys(columns),
    mapping: () => feedMapping({ kind: 'people', source: 'HubSpot', columns }),
    async *read({ since }): AsyncGenerator<Batch> {
      const rows = (await ownersThere(api)).map(rowOf)
      yield { rows: since === null ? rows : rows.filter(({ stamp }) => Date.parse(stamp) >= Date.parse(since)) }
    },
    async *readAgain(ids) {
      yield { rows: (await ownersThere(api)).map(rowOf).filter(({ id }) => ids.includes(id)) }
    },
  }
}

/** All owners, those who left too. */
export async function ownersThere(api: HubspotApi): Promise<Owner[]> {
  const all = new Map<string, Owner>()
  for (const archived of ['true', 'false']) {
    let after: string | undefined = ''
    while (after !== undefined) {
      const page: { results: Owner[]; paging?: { next?: { after: string } } } = await api.get('/crm/v3/owners', {
        limit: '500',
        archived,
        ...(after && { after }),
      })
      for (const owner of page.results) all.set(owner.id, { ...owner, archived: archived === 'true' })
      after = page.paging?.next?.after
    }
  }
  return [...all.values()]
}

function rowOf({ id, email, firstName, lastName, updatedAt, teams = [] }: Owner): Row {
  const name = [firstName, lastName].filter(Boolean).join(' ') || email || `Owner ${id}`
  const team = (teams.find(({ primary }) => primary) ?? teams[0])?.name ?? ''
  return { id, stamp: updatedAt, cells: [id, name, email ?? '', team] }
}
