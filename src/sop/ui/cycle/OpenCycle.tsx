import { Button } from '@mantine/core'
import { useState } from 'react'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import { monthAfter } from '../../cycle/state.ts'

/** Opens the cycle of the month after the last one. */
export function OpenCycle({ cycles }: { cycles: readonly { month: string }[] }) {
  const { can } = useSession()
  const [isAsking, ask] = useState(false)
  const [, choose] = useUrlParam('cycle')
  const open = useCommand(sopContract.openCycle, {
    quiet: true,
    onDone: ({ id, label }) => {
      ask(false)
      choose(id)
      toast(`The cycle of ${label} is open`)
    },
  })
  if (!can('sop:run')) return null
  const next = cycles[0] ? monthAfter(cycles[0].month, 1) : null
  return (
    <>
      <Button size="xs" variant={cycles.length > 0 ? 'default' : 'filled'} onClick={() => ask(true)}>
        Open a cycle
      </Button>
      {isAsking && (
        <FormModal
          title="Open a cycle"
          onClose={() => ask(false)}
          fields={[
            { name: 'month', label: 'Any day of its month', kind: 'date', required: true },
            {
              name: 'startsOn',
              label: 'First day',
              kind: 'date',
              description: 'Due days count from here; the first of the month if left empty.',
            },
            { name: 'horizon', label: 'Months planned', kind: 'decimal', asked: { as: 'number' }, required: true },
          ]}
          initial={{ month: next, startsOn: null, horizon: '18' }}
          submit="Open the cycle"
          saving={open.isPending}
          error={open.error}
          onSave={({ month, startsOn, horizon }) =>
            open.mutate({
              body: {
                month: `${month!.slice(0, 7)}-01`,
                horizon: Number(horizon),
                ...(startsOn && { startsOn }),
              },
            })
          }
        />
      )}
    </>
  )
}
