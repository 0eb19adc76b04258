import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconLock, IconLockOpen } from '@tabler/icons-react'
import { companyContract } from '#company/contract.ts'
import { AsOfPicker } from '#platform/ui/page/AsOfPicker.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import type { RollUpReply } from './RevenueScreen.tsx'
import { useView } from './use-view.ts'

/** How managers' numbers are made, the day looked at, the period, and its lock. */
export function Controls({ rollUp }: { rollUp: RollUpReply }) {
  const { method, change } = useView()
  const { period } = rollUp
  const today = useCall(companyContract.today).data?.today
  return (
    <Group gap="xs" align="end">
      <SegmentedControl
        size="xs"
        aria-label="How managers' numbers are made"
        value={method}
        onChange={(value) => change({ method: value === 'as submitted' ? null : value })}
        data={[
          { value: 'as submitted', label: 'As submitted' },
          { value: 'sum of reps', label: 'Sum of reps' },
        ]}
      />
      <AsOfPicker today={today} />
      <Button.Group>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period before"
          onClick={() => change({ on: period.previousOn, asOf: null, known: null })}
        >
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label={`${period.label}; go to the running period`}
          onClick={() => change({ on: null, asOf: null, known: null })}
        >
          {period.label}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period after"
          onClick={() => change({ on: period.nextOn, asOf: null, known: null })}
        >
          <IconChevronRight size={16} aria-hidden />
        </Button>
      </Button.Group>
      <LockButton rollUp={rollUp} />
    </Group>
  )
}

function LockButton({ rollUp }: { rollUp: RollUpReply }) {
  const { can } = useSession()
  const { period } = useView()
  const { lock } = rollUp
  const open = useCommand(revenueContract.unlock)
  const close = useCommand(revenueContract.lock, {
    onDone: ({ id }) => toast(`${rollUp.period.label} is locked`, { undo: () => open.mutate({ params: { id } }) }),
  })
  if (!can('revenue:lock')) return null
  return (
    <Button
      variant="default"
      size="compact-md"
      loading={open.isPending || close.isPending}
      leftSection={lock ? <IconLockOpen size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
      onClick={() => (lock ? open.mutate({ params: { id: lock.id } }) : close.mutate({ body: period }))}
    >
      {lock ? 'Open again' : 'Lock'}
    </Button>
  )
}
