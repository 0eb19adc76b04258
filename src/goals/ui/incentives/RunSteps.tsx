import { Anchor, Button, Group } from '@mantine/core'
import { addressOf } from '#platform/ui/call.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Run } from '../../incentives/schema.ts'

/** What can be decided on a run, and its way to payroll. */
export function RunSteps({ run }: { run: Run }) {
  const { can } = useSession()
  const decide = useCommand(incentivesContract.decide, { onDone: ({ status }) => toast(`The run is ${status}`) })
  const button = (step: 'approved' | 'sent back' | 'locked', label: string) => (
    <Button
      variant="default"
      size="compact-md"
      loading={decide.isPending}
      onClick={() => decide.mutate({ params: { id: run.id }, body: { step } })}
    >
      {label}
    </Button>
  )
  const isOpen = run.status !== 'locked' && run.status !== 'replaced'
  return (
    <Group gap="xs" mb="lg">
      {can('goals:pay-approve') && isOpen && (
        <>
          {run.status === 'approved' ? button('locked', 'Lock for payroll') : button('approved', 'Approve')}
          {run.status !== 'sent back' && button('sent back', 'Send back')}
        </>
      )}
      <Anchor href={addressOf(incentivesContract.payroll, { params: { id: run.id }, query: { format: 'xlsx' } })}>
        Payroll as Excel
      </Anchor>
      <Anchor href={addressOf(incentivesContract.payroll, { params: { id: run.id }, query: { format: 'csv' } })}>
        CSV
      </Anchor>
    </Group>
  )
}
