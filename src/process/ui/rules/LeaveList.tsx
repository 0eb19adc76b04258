import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'
import classes from '../process.module.css'

/** Who takes no new deals, and when. */
export function LeaveList() {
  const { can } = useSession()
  const { day } = useFormat()
  const call = useCall(rulesContract.leave)
  const end = useCommand(rulesContract.endLeave, { onDone: () => toast('The leave is taken back') })
  return (
    <Section title="On leave">
      <Ready call={call}>
        {({ leave }) => (
          <ul className={classes.firings}>
            {leave.length === 0 && (
              <li>Nobody. While on leave, a person gets no new deals, and their substitute approves.</li>
            )}
            {leave.map(({ id, personName, startsOn, endsOn }) => (
              <li key={id}>
                {personName}, {day(startsOn)} until {day(endsOn)}{' '}
                {can('process:edit') && (
                  <Button variant="subtle" size="compact-xs" onClick={() => end.mutate({ params: { id } })}>
                    Take back the leave of {personName}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ready>
      {can('process:edit') && <AddLeave />}
    </Section>
  )
}

function AddLeave() {
  const people = usePeopleOptions()
  const [personId, setPersonId] = useState<string | null>(null)
  const add = useCommand(rulesContract.addLeave, { quiet: true, onDone: () => toast('The leave is noted') })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (personId) add.mutate({ body: { personId, startsOn: String(form.get('from')), endsOn: String(form.get('to')) } })
  }
  return (
    <form onSubmit={submit} aria-label="Add a leave">
      <Group gap="xs" align="end">
        <Select label="Person" searchable data={people} value={personId} onChange={setPersonId} />
        <TextInput type="date" name="from" label="From" required withAsterisk={false} />
        <TextInput type="date" name="to" label="First day back" required withAsterisk={false} />
        <Button type="submit" variant="default" loading={add.isPending}>
          Add
        </Button>
      </Group>
      <Refused error={add.error} />
    </form>
  )
}
