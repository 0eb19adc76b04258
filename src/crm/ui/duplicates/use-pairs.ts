import { crmContract } from '#crm/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'
import type { MergedNoun } from './DuplicatesScreen.tsx'

/** How often the share of a comparison under way is asked for. */
const ASK_MS = 1500

/** The pairs of a noun; asked for again while they are being compared. */
export function usePairs(noun: MergedNoun) {
  const input = { query: { noun } }
  const pairs = useCall(crmContract.listDuplicates, input, { keepPrevious: false })
  const isComparing = pairs.data?.comparing != null
  useCall(crmContract.listDuplicates, input, { keepPrevious: false, enabled: isComparing, refetchEvery: ASK_MS })
  return pairs
}
