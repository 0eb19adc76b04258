import { Button } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'
import type { Promotion } from '../../promotions/schema.ts'

/** Takes a promotion back, for those who may. */
export function TakeBack({ promotion: { id, name } }: { promotion: Promotion }) {
  const { can } = useSession()
  const end = useCommand(demandContract.endPromotion, { onDone: () => toast(`${name} is taken back.`) })
  if (!can('demand:treat')) return null
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      loading={end.isPending}
      aria-label={`Take back ${name}`}
      onClick={() => end.mutate({ params: { id } })}
    >
      Take back
    </Button>
  )
}
