import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Succession, SuccessionProposal } from './schema.ts'

const item = z.string().trim().min(1, 'Give the code or the id of an item.').max(200)

/** The endpoints of items that take over from others. */
export const successionContract = {
  successions: endpoint({
    method: 'get',
    path: '/api/demand/successions',
    permission: 'demand:read',
    summary:
      'Items that took over from others, whose history they have; and pairs that look like it: of one family, one began when the other stopped',
    reply: z.object({ successions: z.array(Succession), proposals: z.array(SuccessionProposal) }),
  }),
  succeed: endpoint({
    method: 'post',
    path: '/api/demand/successions',
    permission: 'demand:treat',
    summary:
      'Say that an item takes over from another of its family: history and orders of the old one count for the new one from now on',
    body: z.object({ old: item, new: item }),
    reply: z.object({ id: Id }),
  }),
  endSuccession: endpoint({
    method: 'post',
    path: '/api/demand/successions/{id}/end',
    permission: 'demand:treat',
    summary: 'Take a succession back: both items have their own history again',
    params: z.object({ id: Id }),
    reply: z.object({ ended: z.boolean() }),
  }),
}
