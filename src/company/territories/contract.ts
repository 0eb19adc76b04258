import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Name } from '../schema.ts'

export const Territory = z.object({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  /** How many teams and sites stand directly in it. */
  teams: z.number().int(),
  sites: z.number().int(),
})
export type Territory = z.infer<typeof Territory>

const TerritoryDetails = z.object({ name: Name, parentId: Id.nullable() })

export const territoriesContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/territories',
    permission: 'company:read',
    summary: 'The territories; each names the one it lies in.',
    reply: z.object({ territories: z.array(Territory) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/territories',
    permission: 'company:edit',
    summary: 'Add a territory.',
    body: TerritoryDetails.partial({ parentId: true }),
    reply: Territory,
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/company/territories/{id}',
    permission: 'company:edit',
    summary: 'Rename a territory or move it, with all that lies in it, below another.',
    params: z.object({ id: Id }),
    body: TerritoryDetails.partial(),
    reply: Territory,
  }),
}
