import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Name, Named } from '../schema.ts'

export const Team = z.object({
  id: Id,
  name: z.string(),
  territory: Named.nullable(),
  members: z.number().int(),
})
export type Team = z.infer<typeof Team>

const TeamDetails = z.object({ name: Name, territoryId: Id.nullable() })

export const teamsContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/teams',
    permission: 'company:read',
    summary: 'Teams, with their territory and how many people belong to them today.',
    reply: z.object({ teams: z.array(Team) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/teams',
    permission: 'company:edit',
    summary: 'Add a team.',
    body: TeamDetails.partial({ territoryId: true }),
    reply: Team,
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/company/teams/{id}',
    permission: 'company:edit',
    summary: 'Rename a team or give it another territory.',
    params: z.object({ id: Id }),
    body: TeamDetails.partial(),
    reply: Team,
  }),
}
