import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { DealFilter } from '../contract.ts'
import { LARGEST_AMOUNT } from '../fields.ts'

/** A line of a deal: so many of an item, at a price, to ship on a day. */
export const DealLine = z.object({
  /** Stays the same when the line is changed. */
  id: Id,
  dealId: Id,
  itemId: Id,
  itemCode: z.string().nullable(),
  itemName: z.string(),
  quantity: Decimal,
  unitPrice: Decimal.nullable(),
  /** A share: 0.1 is 10 %. */
  discount: Decimal.nullable(),
  /** In the deal's currency. */
  amountMinor: MinorUnits,
  currency: z.string(),
  shipsOn: Day.nullable(),
  /** Its id in the system it came from. */
  externalId: z.string().nullable(),
  source: z.string().nullable(),
  changedAt: Instant,
})
export type DealLine = z.infer<typeof DealLine>

/** Whose lines a merged deal has. */
export const LinesKept = z.enum(['winner', 'loser', 'both'])
export type LinesKept = z.infer<typeof LinesKept>

/** One thing that happened to the lines of a deal. */
export const DealLineChange = z.object({
  id: Id,
  at: Instant,
  who: z.string().nullable(),
  byImport: z.boolean(),
  what: z.enum(['added', 'changed', 'removed', 'taken back']),
  itemName: z.string(),
  from: DealLine.nullable(),
  to: DealLine.nullable(),
  /** Of what was told late, after what followed it was known: when the line held, or of a removed one when it was not there. */
  held: z.object({ from: Instant, until: Instant }).nullable(),
})
export type DealLineChange = z.infer<typeof DealLineChange>

const positive = (text: string) => /[1-9]/.test(text)
const Quantity = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'A quantity is a plain number with at most six decimals.')
  .refine(
    positive,
    'A line has more than zero of its item. Remove the line instead; what is given back is an order line.',
  )
const Price = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'A unit price is a plain number, zero or more, with at most six decimals.')
const Share = z.string().regex(/^(0(\.\d{1,8})?|1(\.0{1,8})?)$/, 'A discount is a share from 0 to 1: 0.1 is 10 %.')
const notHuge = 'A line is worth fourteen digits of minor units at most. Are the quantity and the price right?'

/** What is said of a line. Without a unit price its amount is said itself; with one it follows. */
export const DealLineFacts = z.object({
  itemId: Id,
  quantity: Quantity,
  unitPrice: Price.nullable(),
  discount: Share.nullable(),
  amountMinor: MinorUnits.min(0, 'A line is worth zero or more.').max(LARGEST_AMOUNT, notHuge).nullable(),
  shipsOn: Day.nullable(),
})
export type DealLineFacts = z.infer<typeof DealLineFacts>

const Saved = z.object({
  /** What happened, by which it can be taken back. */
  editId: Id,
  line: DealLine.nullable(),
})

export const dealLinesContract = {
  listDealLines: endpoint({
    method: 'get',
    path: '/api/crm/deal-lines',
    permission: 'crm:read',
    summary:
      'The products (lines) of the deals that you can see and that match, deal by deal; with item or family, only the lines of these.',
    query: DealFilter.extend({
      deal: Id.optional(),
      /** Lines that were added or changed since; those that were removed are gone from the list. */
      lineChangedSince: Instant.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({
      lines: z.array(
        DealLine.extend({
          dealName: z.string(),
          dealExternalId: z.string().nullable(),
          accountName: z.string().nullable(),
          expectedClose: Day.nullable(),
        }),
      ),
      total: z.number().int(),
      next: z.number().int().nullable(),
    }),
  }),
  dealLines: endpoint({
    method: 'get',
    path: '/api/crm/deals/{id}/lines',
    permission: 'crm:read',
    summary:
      'The products (lines) of a deal, what they come to beside its amount, and how they came to be; with asOf (a day), as they were at its end.',
    params: z.object({ id: Id }),
    query: z.object({
      asOf: Day.optional(),
      /** `then`: only with what was known at the end of that day. */
      known: z.enum(['now', 'then']).optional(),
    }),
    reply: z.object({
      lines: z.array(DealLine),
      /** What the lines come to, exact; null without lines. */
      sumMinor: MinorUnits.nullable(),
      amountMinor: MinorUnits.nullable(),
      currency: z.string(),
      changes: z.array(DealLineChange),
    }),
  }),
  addDealLine: endpoint({
    method: 'post',
    path: '/api/crm/deals/{id}/lines',
    permission: 'crm:edit',
    summary: 'Add a product (line) to a deal. The amount of the deal stays as it is.',
    params: z.object({ id: Id }),
    body: DealLineFacts.partial().required({ itemId: true, quantity: true }),
    reply: Saved,
  }),
  changeDealLine: endpoint({
    method: 'patch',
    path: '/api/crm/deals/{id}/lines/{lineId}',
    permission: 'crm:edit',
    summary: 'Change a product (line) of a deal; changedAt must be the one you saw.',
    params: z.object({ id: Id, lineId: Id }),
    body: z.object({ changedAt: Instant, changes: DealLineFacts.partial() }),
    reply: Saved,
  }),
  removeDealLine: endpoint({
    method: 'delete',
    path: '/api/crm/deals/{id}/lines/{lineId}',
    permission: 'crm:edit',
    summary: 'Remove a product (line) from a deal; what stood there stays known, and can be taken back.',
    params: z.object({ id: Id, lineId: Id }),
    reply: Saved,
  }),
  undoDealLines: endpoint({
    method: 'post',
    path: '/api/crm/deals/{id}/lines/undo',
    permission: 'crm:edit',
    summary: 'Take back your own edit of the products of a deal, as long as nobody changed the same lines since.',
    params: z.object({ id: Id }),
    body: z.object({ editId: Id }),
    reply: Saved,
  }),
}
