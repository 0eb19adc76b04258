import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Agenda, RequestView } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'

/** Decides or defers a request while the executive meeting is open. */
export function DecideButtons({ cycle, request }: { cycle: CycleView; request: RequestView }) {
  const { can } = useSession()
  const [isAsking, ask] = useState(false)
  const decide = useCommand(sopContract.decide, { onDone: () => toast('Decided') })
  const defer = useCommand(sopContract.defer, { quiet: true, onDone: () => ask(false) })
  if (cycle.openStep !== 5 || !can('sop:decide')) return null
  const params = { id: cycle.id, requestId: request.id }
  return (
    <Group gap="xs" mt="xs">
      {request.options.map(({ key, says }) => (
        <Button
          key={key}
          size="xs"
          variant={key === request.recommended ? 'filled' : 'default'}
          onClick={() => decide.mutate({ params, body: { option: key } })}
        >
          {says}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={() => ask(true)}>
        Defer
      </Button>
      {isAsking && (
        <FormModal
          title="Defer the decision"
          onClose={() => ask(false)}
          fields={[{ name: 'until', label: 'Until', kind: 'date', required: true }]}
          initial={{ until: null }}
          submit="Defer"
          saving={defer.isPending}
          error={defer.error}
          onSave={({ until }) => defer.mutate({ params, body: { until: until! } })}
        />
      )}
    </Group>
  )
}

/** Approves the plan by name while the executive meeting is open. */
export function ApproveButton({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { can } = useSession()
  const approve = useCommand(sopContract.approve, { onDone: () => toast('The plan is approved') })
  const names = agenda.approvals.map(({ by }) => by).join(', ')
  if (cycle.openStep !== 5 || !can('sop:decide')) return names ? <span>Approved by {names}</span> : null
  return (
    <Button
      size="xs"
      loading={approve.isPending}
      onClick={() => approve.mutate({ params: { id: cycle.id }, body: {} })}
    >
      Approve the plan
    </Button>
  )
}
