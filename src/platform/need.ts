import { z } from 'zod'
import { MinorUnits } from './http/contract.ts'

/** One thing that needs somebody: why, how much hangs on it, and where to act. */
export const Need = z.object({
  /** What sort of thing it is; one of each sort is shown before a second of any. */
  kind: z.string(),
  title: z.string(),
  reason: z.string(),
  /** Money in company currency that hangs on it, where it can be said. */
  amountMinor: MinorUnits.nullable(),
  action: z.object({ label: z.string(), to: z.string() }),
})

/** How pressing it is, 1 (good to know) to 7 (something failed), which its own domain says. */
export type Need = z.infer<typeof Need> & { weight: number }
