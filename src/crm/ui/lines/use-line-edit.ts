import { crmContract } from '#crm/contract.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { DealLine, DealLineFacts } from '../../deals/lines/contract.ts'

/** Adds, changes and removes lines of a deal, and offers to take each of it back. */
export function useLineEdit(dealId: string) {
  const undo = useCommand(crmContract.undoDealLines, { onDone: () => toast('Taken back; the history keeps both.') })
  const told = (what: string) => ({
    onDone: ({ editId }: { editId: string }) =>
      toast(what, { undo: () => undo.mutate({ params: { id: dealId }, body: { editId } }) }),
  })
  const add = useCommand(crmContract.addDealLine, told('Product added'))
  const change = useCommand(crmContract.changeDealLine, told('Product changed'))
  const remove = useCommand(crmContract.removeDealLine, told('Product removed'))
  return {
    isPending: add.isPending || change.isPending || remove.isPending,
    add: (facts: DealLineFacts, onSuccess: () => void) =>
      add.mutate({ params: { id: dealId }, body: facts }, { onSuccess }),
    change: (line: DealLine, changes: DealLineFacts, onSuccess: () => void) =>
      change.mutate(
        { params: { id: dealId, lineId: line.id }, body: { changedAt: line.changedAt, changes } },
        { onSuccess },
      ),
    remove: (line: DealLine) => remove.mutate({ params: { id: dealId, lineId: line.id } }),
  }
}

export type LineEdit = ReturnType<typeof useLineEdit>
