import { z } from 'zod'
import { Day, Decimal, Instant, MinorUnits } from '#platform/http/contract.ts'

/** How current the data are. What the caller may not see is null: orders need demand:read, imports need imports:read. */
export const Health = z.object({
  deals: z.number().int(),
  dealsChangedAt: Instant.nullable(),
  /** The newest day on which a deal was won or lost. */
  closedThrough: Day.nullable(),
  orderLines: z.number().int().nullable(),
  ordersThrough: Day.nullable(),
  orderAmount: Decimal.nullable(),
  forecastAt: Instant.nullable(),
  lastImport: z
    .object({ fileName: z.string(), at: Instant, status: z.string(), rowsQuarantined: z.number().int() })
    .nullable(),
})
export type Health = z.infer<typeof Health>

/** A family's demand: the newest closed months and the next three, in company currency. */
export const FamilyDemand = z.object({
  node: z.string(),
  name: z.string(),
  recent: z.array(z.number()),
  ahead: z.array(z.object({ startsOn: Day, mean: z.number(), lo80: z.number(), hi80: z.number() })),
  /** The next three months together, in whole minor units of the company currency. */
  aheadMinor: MinorUnits,
  /** Against the same months a year before; null where there is nothing to compare with. */
  growth: z.number().nullable(),
  cannotTell: z.string().nullable(),
})
export type FamilyDemand = z.infer<typeof FamilyDemand>
