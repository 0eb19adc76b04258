import { z } from 'zod'
import { Day, Decimal, Instant, MinorUnits } from '#platform/http/contract.ts'

/** One thing that needs somebody: why, how much hangs on it, and where to act. */
export const Need = z.object({
  kind: z.enum([
    'overdue',
    'no close date',
    'no amount',
    'no owner',
    'quarantine',
    'failed import',
    'no quota',
    'stale orders',
    'accuracy',
    'bias',
    'behind',
    'life',
    'moved',
  ]),
  title: z.string(),
  reason: z.string(),
  /** Money in company currency that hangs on it, where it can be said. */
  amountMinor: MinorUnits.nullable(),
  action: z.object({ label: z.string(), to: z.string() }),
})
export type Need = z.infer<typeof Need>

/** What happened to deals between two instants, one line per kind; amounts in company currency. */
export const Moved = z.object({
  kind: z.enum(['won', 'lost', 'new', 'up', 'down', 'pushed', 'pulled in']),
  deals: z.number().int(),
  /** The won, lost or new amount; for up and down the difference; for pushed and pulled in the amount moved. */
  amountMinor: MinorUnits,
  /** Deals of this kind whose amount is unknown or has no rate. */
  withoutAmount: z.number().int(),
})
export type Moved = z.infer<typeof Moved>

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
