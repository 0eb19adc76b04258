import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { Conflicts, type Take } from './Conflicts.tsx'

type Conflict = z.output<typeof sopContract.mergeScenario.reply>['conflicts'][number]

/** Merges a scenario into the plan; cells that the plan changed meanwhile are decided one by one. Or puts it away. */
export function MergeButtons({ cycle, id }: { cycle: CycleView; id: string }) {
  const { can } = useSession()
  const [conflicts, show] = useState<Conflict[]>([])
  const merge = useCommand(sopContract.mergeScenario, {
    onDone: ({ merged, conflicts: found }) => {
      show(found)
      if (found.length === 0) toast(`${merged} cells are merged into the plan`)
    },
  })
  const end = useCommand(sopContract.endScenario)
  const resolve = (takes: readonly Take[]) =>
    merge.mutate({ params: { id }, body: { reason: 'Merged', resolve: [...takes] } })
  return (
    <Group gap="xs">
      {can('sop:run') && (cycle.openStep ?? 7) <= 2 && (
        <Button size="xs" variant="default" loading={merge.isPending} onClick={() => resolve([])}>
          Merge into the plan
        </Button>
      )}
      {can('sop:contribute') && (
        <Button size="xs" variant="subtle" onClick={() => end.mutate({ params: { id } })}>
          Put away
        </Button>
      )}
      {conflicts.length > 0 && (
        <Conflicts conflicts={conflicts} saving={merge.isPending} onResolve={resolve} onClose={() => show([])} />
      )}
    </Group>
  )
}
