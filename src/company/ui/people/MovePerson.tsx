import { Text } from '@mantine/core'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'
import { usePeopleOptions, useTeamOptions } from '../public/use-options.ts'
import { useToday } from '../use-today.ts'

/** Another manager or team from a day on; what held before stays in the history. */
export function MovePerson(props: { person: PersonDetail; to: 'manager' | 'team'; onClose: () => void }) {
  const today = useToday()
  return today === '' ? null : <MoveForm {...props} today={today} />
}

function MoveForm(props: { person: PersonDetail; to: 'manager' | 'team'; today: string; onClose: () => void }) {
  const { person, onClose } = props
  const params = { id: person.id }
  const isManager = props.to === 'manager'
  const people = usePeopleOptions({ without: [person.id] })
  const teams = useTeamOptions()
  const now = isManager ? person.manager : person.team
  const managerBack = useCommand(peopleContract.setManager)
  const teamBack = useCommand(peopleContract.setTeam)
  const moved = (undo: () => void) => {
    onClose()
    toast(`${person.name} moved`, { undo })
  }
  const setManager = useCommand(peopleContract.setManager, {
    quiet: true,
    onDone: (_, { body }) =>
      moved(() =>
        managerBack.mutate({ params, body: { managerId: now?.id ?? null, from: body?.from ?? props.today } }),
      ),
  })
  const setTeam = useCommand(peopleContract.setTeam, {
    quiet: true,
    onDone: (_, { body }) =>
      moved(() => teamBack.mutate({ params, body: { teamId: now?.id ?? null, from: body?.from ?? props.today } })),
  })
  return (
    <FormModal
      title={isManager ? `${person.name}: whom to report to` : `${person.name}: which team`}
      onClose={onClose}
      intro={
        <Text size="sm" c="dimmed">
          {now ? `Now: ${now.name}. ` : ''}
          {isManager
            ? 'Managers see the deals and quotas of everybody below them, as the tree stands on that day.'
            : 'Totals by team follow the team of the day.'}
        </Text>
      }
      fields={[
        {
          name: 'to',
          label: isManager ? 'Reports to' : 'Team',
          kind: 'select',
          options: isManager ? people : teams,
          description: isManager ? 'Leave empty for nobody.' : 'Leave empty for none.',
        },
        { name: 'from', label: 'From', kind: 'date', required: true },
      ]}
      initial={{ to: null, from: props.today }}
      submit={isManager ? 'Change manager' : 'Change team'}
      saving={setManager.isPending || setTeam.isPending}
      error={setManager.error ?? setTeam.error}
      onSave={({ to, from }) =>
        isManager
          ? setManager.mutate({ params, body: { managerId: to, from: from ?? '' } })
          : setTeam.mutate({ params, body: { teamId: to, from: from ?? '' } })
      }
    />
  )
}
