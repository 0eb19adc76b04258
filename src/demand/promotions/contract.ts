import { z } from 'zod'
import { Day, Decimal, endpoint, Id } from '#platform/http/contract.ts'
import { Promotion, PromotionProposal } from './schema.ts'

const named = z.string().trim().min(1).max(200)

/** What is to be said of a promotion. */
export const NewPromotion = z.object({
  name: named,
  kind: named.optional().describe('Promotions of one kind do alike; the name without its year where not said.'),
  item: named.optional().describe('Code or id of the item; give this or a family.'),
  family: named.optional().describe('Name or id of the family.'),
  territory: named.optional().describe('Name or id; everywhere where not said.'),
  startsOn: Day,
  endsOn: Day.describe('Its last day.'),
  price: Decimal.optional().describe('What it was offered for; told only.'),
})
export type NewPromotion = z.infer<typeof NewPromotion>

/** The endpoints of promotions. */
export const promotionsContract = {
  promotions: endpoint({
    method: 'get',
    path: '/api/demand/promotions',
    permission: 'demand:read',
    summary:
      'Promotions, newest first: of past ones the measured uplift, what was missing after them and what sisters lost, each with its 95 % interval; of coming ones what they add to the forecast. And names on order lines that nobody has recorded',
    reply: z.object({ promotions: z.array(Promotion), proposals: z.array(PromotionProposal) }),
  }),
  recordPromotion: endpoint({
    method: 'post',
    path: '/api/demand/promotions',
    permission: 'demand:treat',
    summary: 'Record a promotion, past or coming',
    body: NewPromotion,
    reply: z.object({ id: Id }),
  }),
  endPromotion: endpoint({
    method: 'post',
    path: '/api/demand/promotions/{id}/end',
    permission: 'demand:treat',
    summary: 'Take a promotion back: history and forecast count as if there was none',
    params: z.object({ id: Id }),
    reply: z.object({ ended: z.boolean() }),
  }),
}
