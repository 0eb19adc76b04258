import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'

const Item = z.object({ id: Id, code: z.string(), name: z.string() })

/** An item that took over from another. */
export const Succession = z.object({ id: Id, old: Item, new: Item, by: z.string(), at: Instant })
export type Succession = z.infer<typeof Succession>

/** Two items that look as if one took over from the other, and why. */
export const SuccessionProposal = z.object({ old: Item, new: Item, why: z.string() })
export type SuccessionProposal = z.infer<typeof SuccessionProposal>
