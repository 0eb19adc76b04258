import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Name, Named } from '../schema.ts'

export const SiteKind = z.enum(['plant', 'warehouse', 'office'])
export type SiteKind = z.infer<typeof SiteKind>

export const Site = z.object({ id: Id, name: z.string(), kind: SiteKind, territory: Named.nullable() })
export type Site = z.infer<typeof Site>

const SiteDetails = z.object({ name: Name, kind: SiteKind, territoryId: Id.nullable() })

export const sitesContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/sites',
    permission: 'company:read',
    summary: 'The places where the company makes, holds or sells.',
    reply: z.object({ sites: z.array(Site) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/sites',
    permission: 'company:edit',
    summary: 'Add a site.',
    body: SiteDetails.partial({ territoryId: true }),
    reply: Site,
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/company/sites/{id}',
    permission: 'company:edit',
    summary: 'Change the name, kind or territory of a site.',
    params: z.object({ id: Id }),
    body: SiteDetails.partial(),
    reply: Site,
  }),
}
