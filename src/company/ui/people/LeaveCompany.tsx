import { Text } from '@mantine/core'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'
import { usePeopleOptions } from '../public/use-options.ts'
import { useToday } from '../use-today.ts'

/** A person leaves; their reports go to somebody else, by default to their own manager. */
export function LeaveCompany(props: { person: PersonDetail; onClose: () => void }) {
  const today = useToday()
  return today === '' ? null : <LeaveForm {...props} today={today} />
}

function LeaveForm({ person, today, onClose }: { person: PersonDetail; today: string; onClose: () => void }) {
  const people = usePeopleOptions({ without: [person.id] })
  const count = person.directReports.length
  const leave = useCommand(peopleContract.leave, {
    quiet: true,
    onDone: () => {
      onClose()
      toast(`${person.name} leaves`)
    },
  })
  return (
    <FormModal
      title={`${person.name} leaves the company`}
      onClose={onClose}
      intro={
        <Text size="sm" c="dimmed">
          Manager and team end after the last day. Deals, quotas and history stay. The login is closed under Settings,
          Users.
        </Text>
      }
      fields={[
        { name: 'lastDay', label: 'Last day', kind: 'date', required: true },
        ...(count > 0
          ? [
              {
                name: 'reportsGoTo' as const,
                label: count === 1 ? 'Their one report goes to' : `Their ${count} reports go to`,
                kind: 'select' as const,
                options: people,
                description: 'Leave empty for nobody.',
              },
            ]
          : []),
      ]}
      initial={{ lastDay: today, reportsGoTo: person.manager?.id ?? null }}
      submit="Save the last day"
      saving={leave.isPending}
      error={leave.error}
      onSave={({ lastDay, reportsGoTo }) =>
        leave.mutate({
          params: { id: person.id },
          body: { lastDay: lastDay ?? '', ...(count > 0 && { reportsGoTo: reportsGoTo ?? null }) },
        })
      }
    />
  )
}
