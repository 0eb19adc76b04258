import { z } from 'zod'
import { Day, Instant } from '#platform/http/contract.ts'

/** What the series of a company have in common, as of a day. */
export const Learned = z.object({
  closedTo: Day.describe('The last day that was known.'),
  learnedAt: Instant,
  items: z.number().int().describe('From how many intermittent series of items, in all and in each territory.'),
  sentence: z.string(),
})
export type Learned = z.infer<typeof Learned>
