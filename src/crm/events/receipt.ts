import { z } from 'zod'
import { Id } from '#platform/http/contract.ts'

/** What became of the records of one request, as a schema: how many of each outcome, and what was refused. */
export function receiptOf<Counts extends z.ZodRawShape, Why extends z.ZodType>(
  counts: Counts,
  refused: Why,
  all: string,
) {
  return z.object({
    batchId: Id,
    received: z.number().int().describe('Records in the request.'),
    ...counts,
    refused: z.number().int(),
    ignored: z
      .array(z.object({ field: z.string(), records: z.number().int() }))
      .describe('Fields that no event has, misspelt perhaps: the records were taken without them.'),
    errors: z.array(refused).describe(`The first 1,000; all of them are at ${all}?batch=…`),
  })
}
