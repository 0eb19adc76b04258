import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { NoDemandRule, Proposal, StandingRule } from './schema.ts'

/** The endpoints of what is no demand. */
export const excludedContract = {
  noDemand: endpoint({
    method: 'get',
    path: '/api/demand/no-demand',
    permission: 'demand:read',
    summary:
      'What is no demand and leaves history, forecast and accuracy: rules that stand with what they leave out, and what the data suggest to leave out',
    reply: z.object({ rules: z.array(StandingRule), proposals: z.array(Proposal) }),
  }),
  leaveOut: endpoint({
    method: 'post',
    path: '/api/demand/no-demand',
    permission: 'demand:treat',
    summary:
      'Leave something out of demand: an item, items by words in name or code, an order, lines without a price, or returns',
    body: NoDemandRule,
    reply: z.object({ id: Id }),
  }),
  countAgain: endpoint({
    method: 'post',
    path: '/api/demand/no-demand/{id}/end',
    permission: 'demand:treat',
    summary: 'Count as demand again what a rule left out',
    params: z.object({ id: Id }),
    reply: z.object({ ended: z.boolean() }),
  }),
}
