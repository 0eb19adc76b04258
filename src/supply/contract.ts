import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { ItemDataGiven, SupplyItem } from './recipes/item-data.ts'
import { Policy } from './schema.ts'

export { measuresContract } from './measures/contract.ts'
export { plansContract } from './plan/contract.ts'
export { questionsContract } from './questions/contract.ts'
export { recipesContract } from './recipes/contract.ts'
export { recordContracts } from './records/contract.ts'
export { workedContract } from './worked/contract.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
}

/** The endpoints of supply beside those of its records. */
export const supplyContract = {
  records: endpoint({
    method: 'get',
    path: '/api/supply/records',
    permission: 'supply:read',
    summary: 'What supply keeps, kind by kind, and how many live rows of each there are.',
    reply: z.object({
      kinds: z.array(z.object({ path: z.string(), plural: z.string(), words: z.string(), rows: z.number().int() })),
    }),
  }),
  items: endpoint({
    method: 'get',
    path: '/api/supply/items',
    permission: 'supply:read',
    summary:
      'Items with what supply knows of them: made or bought, cost, stock, safety stock, reorder point, lead time.',
    query: z.object({
      item: z.string().optional().describe('An item by code, name or id.'),
      family: z.string().optional().describe('A family by name or id.'),
      ...paging,
    }),
    reply: z.object({ items: z.array(SupplyItem), total: z.number().int() }),
  }),
  setItem: endpoint({
    method: 'patch',
    path: '/api/supply/items/{id}',
    permission: 'supply:edit',
    summary: 'Say how an item is made, kept and costed; null leaves it to the policy.',
    params: z.object({ id: Id }),
    body: ItemDataGiven.partial(),
    reply: SupplyItem,
  }),
  policy: endpoint({
    method: 'get',
    path: '/api/supply/policy',
    permission: 'supply:read',
    summary: 'What holds where nothing more particular is said of an item.',
    reply: Policy,
  }),
  setPolicy: endpoint({
    method: 'patch',
    path: '/api/supply/policy',
    permission: 'supply:edit',
    summary: 'Change the policy; plans made before keep the one they were made by.',
    body: Policy.partial(),
    reply: Policy,
  }),
}
