import { Button } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import { useView } from './use-view.ts'

/** Reminds everybody in view who has not called; each gets an action and a notice, once. */
export function RemindMissing() {
  const { period } = useView()
  const { can } = useSession()
  const remind = useCommand(revenueContract.remind, {
    onDone: ({ reminded, alreadyReminded }) =>
      toast(
        reminded.length > 0
          ? `Reminded ${reminded.map(({ name }) => name).join(', ')}`
          : `Nobody new: ${alreadyReminded.length} were reminded before and have it in their actions`,
      ),
  })
  if (!can('revenue:call')) return null
  return (
    <Button
      size="xs"
      variant="default"
      mb="sm"
      loading={remind.isPending}
      onClick={() => remind.mutate({ body: { ...period } })}
    >
      Remind them
    </Button>
  )
}
