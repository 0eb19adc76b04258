import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'

type Props = { cycle: CycleView; step: CycleView['steps'][number] }

/** What can be done with a step now: capture, sign, close, open again. */
export function StepButtons({ cycle, step }: Props) {
  const { can } = useSession()
  const params = { id: cycle.id, step: step.number }
  const sign = useCommand(sopContract.sign, { onDone: () => toast(`Step ${step.number} is signed`) })
  const close = useCommand(sopContract.closeStep, { onDone: () => toast(`Step ${step.number} is closed`) })
  const capture = useCommand(sopContract.capture, { onDone: () => toast('The data are captured') })
  if (step.state === 'closed')
    return can('sop:run') && cycle.state === 'running' && <Reopen cycle={cycle} step={step} />
  if (step.state === 'waiting') return null
  return (
    <Group gap="xs">
      {step.number === 1 && can('sop:run') && (
        <Button
          variant="default"
          size="xs"
          loading={capture.isPending}
          onClick={() => capture.mutate({ params: { id: cycle.id } })}
        >
          Capture data
        </Button>
      )}
      {can('sop:sign') && (
        <Button variant="default" size="xs" loading={sign.isPending} onClick={() => sign.mutate({ params, body: {} })}>
          Sign
        </Button>
      )}
      {can('sop:run') && (
        <Button size="xs" disabled={!step.canClose} loading={close.isPending} onClick={() => close.mutate({ params })}>
          Close step {step.number}
        </Button>
      )}
    </Group>
  )
}

function Reopen({ cycle, step }: Props) {
  const [isAsking, ask] = useState(false)
  const reopen = useCommand(sopContract.reopenStep, {
    quiet: true,
    onDone: () => {
      ask(false)
      toast(`Step ${step.number} is open again`)
    },
  })
  return (
    <>
      <Button variant="default" size="xs" onClick={() => ask(true)}>
        Open again
      </Button>
      {isAsking && (
        <FormModal
          title={`Open step ${step.number} again`}
          onClose={() => ask(false)}
          fields={[
            {
              name: 'why',
              label: 'Why',
              required: true,
              description: 'Later steps wait again, and their signatures lapse.',
            },
          ]}
          initial={{ why: null }}
          submit="Open again"
          saving={reopen.isPending}
          error={reopen.error}
          onSave={({ why }) => reopen.mutate({ params: { id: cycle.id, step: step.number }, body: { why: why ?? '' } })}
        />
      )}
    </>
  )
}
