import { z } from 'zod'
import { Decimal, Id } from '#platform/http/contract.ts'

const Share = z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'A share lies between 0 and 1.')
const Amount = Decimal.refine((text) => !text.startsWith('-'), 'It is not negative.')

/** What may be said of how an item is made, kept and costed; what is left out follows the policy. */
export const ItemDataGiven = z.object({
  made: z.boolean().nullable().describe('True where we make it, false where we buy it; empty: by its recipe.'),
  finishedGood: z.boolean().nullable().describe('Whether it is sold as it is.'),
  standardCost: Amount.nullable().describe('Money per unit by the standard, in company currency.'),
  safetyStock: Amount.nullable().describe('Units below which stock should not fall.'),
  reorderPoint: Amount.nullable().describe('Units at which more is ordered.'),
  leadDays: Amount.nullable().describe('Days to make it, or to get it where no supplier says.'),
  serviceTarget: Share.nullable().describe('Share of demand to be served from stock, 0.95 = 95 %.'),
  daysOfCover: Amount.nullable().describe('Days of demand that stock should cover.'),
  leastLot: Amount.nullable().describe('Least units of a lot.'),
  lotMultiple: Amount.nullable().describe('Units by which lots grow.'),
  shelfLifeDays: Amount.nullable().describe('Days after which a unit can no longer be sold.'),
})
export type ItemDataGiven = z.infer<typeof ItemDataGiven>

/** An item with what supply knows of it. Quantities and money are exact decimals as text. */
export const SupplyItem = ItemDataGiven.extend({
  id: Id,
  code: z.string(),
  name: z.string(),
  family: z.string().nullable(),
  unit: z.string(),
  listPrice: Decimal.nullable(),
  stock: Decimal.nullable().describe('Units in all stock positions together; null where none is known.'),
  hasRecipe: z.boolean().describe('Whether a recipe says what it is made of.'),
  suppliers: z.number().int().describe('How many suppliers sell it to us.'),
})
export type SupplyItem = z.infer<typeof SupplyItem>
