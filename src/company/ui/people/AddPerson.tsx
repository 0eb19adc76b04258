import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { peopleContract } from '../../people/contract.ts'
import { usePeopleOptions, useTeamOptions } from '../public/use-options.ts'
import { personFields } from './person-fields.ts'

/** Adds a person, with manager and team from the day of hire (or today) on. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const [, open] = useUrlParam('person')
  const people = usePeopleOptions()
  const teams = useTeamOptions()
  const add = useCommand(peopleContract.add, {
    quiet: true,
    onDone: (person) => {
      onClose()
      toast(`${person.name} added`)
      open(person.id)
    },
  })
  return (
    <FormModal
      title="Add person"
      onClose={onClose}
      fields={[
        ...personFields,
        { name: 'managerId', label: 'Reports to', kind: 'select', options: people },
        { name: 'teamId', label: 'Team', kind: 'select', options: teams },
      ]}
      initial={{
        name: null,
        title: null,
        email: null,
        hiredOn: null,
        timeZone: null,
        externalId: null,
        managerId: null,
        teamId: null,
      }}
      submit="Add person"
      saving={add.isPending}
      error={add.error}
      onSave={(values) => add.mutate({ body: { ...values, name: values.name ?? '' } })}
    />
  )
}
