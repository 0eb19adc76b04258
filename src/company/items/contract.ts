import { z } from 'zod'
import { Day, Decimal, endpoint, Id } from '#platform/http/contract.ts'
import { KeptFields } from '#platform/kept/contract.ts'
import { Name, Named } from '../schema.ts'

/** An exact price that fits numeric(19,6). */
const Price = Decimal.refine((text) => /^\d{1,13}(\.\d{1,6})?$/.test(text), {
  error: 'A price is not negative and has at most 13 digits before and 6 after the point.',
})

export const Item = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  family: Named.nullable(),
  unit: z.string(),
  /** Exact, in the company currency. */
  listPrice: z.string().nullable(),
  activeFrom: Day.nullable(),
  /** The last day on which it is sold. */
  activeTo: Day.nullable(),
  /** Attributes such as brand, colour, size, by their names. */
  fields: z.record(z.string(), z.string()).nullable(),
})
export type Item = z.infer<typeof Item>

export const Family = z.object({ id: Id, name: z.string(), items: z.number().int() })
export type Family = z.infer<typeof Family>

const ItemDetails = z.object({
  code: z.string().trim().min(1).max(80),
  name: Name,
  familyId: Id.nullable(),
  unit: z.string().trim().min(1).max(40),
  listPrice: Price.nullable(),
  activeFrom: Day.nullable(),
  activeTo: Day.nullable(),
  /** Attributes by name: those left out stay, null empties one. */
  fields: KeptFields,
})

/** An attribute that items have, and how many of them. */
export const ItemAttribute = z.object({
  name: z.string(),
  items: z.number().int(),
  values: z.number().int().describe('How many different values it has.'),
})
export type ItemAttribute = z.infer<typeof ItemAttribute>

export const itemsContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/items',
    permission: 'company:read',
    summary:
      'What is sold: items with family, unit, list price, active dates and attributes; found by code, name or the value of an attribute.',
    query: z.object({
      search: z.string().optional(),
      family: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(5_000),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ items: z.array(Item), total: z.number().int() }),
  }),
  detail: endpoint({
    method: 'get',
    path: '/api/company/items/{id}',
    permission: 'company:read',
    summary: 'One item.',
    params: z.object({ id: Id }),
    reply: Item,
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/items',
    permission: 'company:edit',
    summary: 'Add an item.',
    body: ItemDetails.partial().extend({ code: ItemDetails.shape.code, name: Name }),
    reply: Item,
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/company/items/{id}',
    permission: 'company:edit',
    summary: 'Change an item.',
    params: z.object({ id: Id }),
    body: ItemDetails.partial(),
    reply: Item,
  }),
  attributes: endpoint({
    method: 'get',
    path: '/api/company/items/attributes',
    permission: 'company:read',
    summary:
      'The attributes that items have beyond family, unit and price (brand, colour, size …), with how many items have each.',
    reply: z.object({ attributes: z.array(ItemAttribute) }),
  }),
  families: endpoint({
    method: 'get',
    path: '/api/company/families',
    permission: 'company:read',
    summary: 'Families, with how many items each holds.',
    reply: z.object({ families: z.array(Family) }),
  }),
  addFamily: endpoint({
    method: 'post',
    path: '/api/company/families',
    permission: 'company:edit',
    summary: 'Add a family.',
    body: z.object({ name: Name }),
    reply: Family,
  }),
  changeFamily: endpoint({
    method: 'patch',
    path: '/api/company/families/{id}',
    permission: 'company:edit',
    summary: 'Rename a family.',
    params: z.object({ id: Id }),
    body: z.object({ name: Name }),
    reply: Family,
  }),
}
