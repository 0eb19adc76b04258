import { crmContract } from '#crm/contract.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import type { DuplicatePair } from '../../duplicates/contract.ts'
import type { MergedNoun } from './DuplicatesScreen.tsx'

/** The two ways to decide a pair, each with its undo. */
export function usePairCommands(noun: MergedNoun, { a, b }: DuplicatePair) {
  const [, setOpen] = useUrlParam('pair')
  const unmerge = useCommand(crmContract.unmerge, { onDone: () => toast('Both stand again') })
  const merge = useCommand(crmContract.mergeTwo, {
    quiet: true,
    onDone: ({ id, moved }) => {
      setOpen(null)
      const rows = moved.reduce((sum, each) => sum + each.rows, 0)
      toast(`Merged; ${rows} ${rows === 1 ? 'row' : 'rows'} moved along`, {
        undo: () => unmerge.mutate({ params: { id }, body: {} }),
      })
    },
  })
  const withdraw = useCommand(crmContract.withdrawApart)
  const apart = useCommand(crmContract.setApart, {
    quiet: true,
    onDone: () => {
      setOpen(null)
      toast(`${a.name} and ${b.name} are not the same`, {
        undo: () => withdraw.mutate({ body: { noun, ids: [a.id, b.id] } }),
      })
    },
  })
  return { merge, apart }
}
