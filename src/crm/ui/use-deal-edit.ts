import { crmContract } from '#crm/contract.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { DealChanges, DealRow } from '../deals/contract.ts'

/** Changes one deal, and offers to take the change back. */
export function useDealEdit(deal: DealRow) {
  const undo = useCommand(crmContract.undoDealEdit, { onDone: () => toast('Taken back; the history keeps both.') })
  const change = useCommand(crmContract.changeDeal, {
    onDone: ({ changedAt }) => {
      if (changedAt === deal.changedAt) return
      toast(`${deal.name} changed`, {
        undo: () => undo.mutate({ params: { id: deal.id }, body: { recordedAt: changedAt } }),
      })
    },
  })
  return {
    isPending: change.isPending,
    save: (changes: DealChanges, more: { validOn?: string; reason?: string }, onDone: () => void) =>
      change.mutate(
        { params: { id: deal.id }, body: { changedAt: deal.changedAt, changes, ...more } },
        { onSuccess: onDone },
      ),
  }
}
