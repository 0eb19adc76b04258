import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'

/** One change of a lead or contact: who, when, and each field from what to what. */
export const RecordChange = z.object({
  id: Id,
  recordedAt: Instant,
  who: z.string(),
  isFirst: z.boolean(),
  takenBackAt: Instant.nullable(),
  fields: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
})
export type RecordChange = z.infer<typeof RecordChange>
