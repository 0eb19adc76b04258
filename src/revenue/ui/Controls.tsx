import { Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import type { RollUpReply } from './RevenueScreen.tsx'
import { useView } from './use-view.ts'

/** Period, roll-up method, past day and lock. */
export function Controls({ rollUp }: { rollUp: RollUpReply }) {
  const { method, asOf, known, change } = useView()
  const { period } = rollUp
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
      <TextInput
        type="date"
        size="xs"
        aria-label="As of day"
        value={asOf ?? rollUp.asOf}
        min={period.from}
        onChange={(event) => change({ asOf: event.currentTarget.value || null })}
      />
      {asOf && (
        <SegmentedControl
          size="xs"
          aria-label="Known"
          value={known ?? 'now'}
          onChange={(value) => change({ known: value === 'then' ? 'then' : null })}
          data={[
            { value: 'now', label: 'Known now' },
            { value: 'then', label: 'Known then' },
          ]}
        />
      )}
      <Button.Group>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period before"
          onClick={() => change({ on: period.previousOn, asOf: null })}
        >
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label={`${period.label}; go to the running period`}
          onClick={() => change({ on: null, asOf: null })}
        >
          {period.label}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period after"
          onClick={() => change({ on: period.nextOn, asOf: null })}
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
