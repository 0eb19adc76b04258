import { Button, Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { usePeopleNames } from '#company/ui/public/use-people-names.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import classes from './revenue.module.css'
import { useDelegates } from './use-delegates.ts'

/** Who may call for a person, from when to when; anybody who speaks for the person may add and end it. */
export function Delegations({ personId, name }: { personId: string; name: string }) {
  const { day } = useFormat()
  const { of, today } = useDelegates()
  const end = useCommand(revenueContract.endDelegate, { onDone: () => toast('It is ended.') })
  const held = of(personId)
  return (
    <section aria-label={`Who may call for ${name}`}>
      <h3 className={classes.part}>Who may call for {name}</h3>
      {held.length === 0 && <p className={classes.calm}>Nobody else.</p>}
      {held.map(({ id, delegateName, startsOn, endsOn }) => (
        <Group key={id} gap="xs" mb={6}>
          <span>
            {delegateName}, from {day(startsOn)}
            {endsOn ? ` until before ${day(endsOn)}` : ' on'}
          </span>
          <Button
            variant="default"
            size="compact-xs"
            loading={end.isPending}
            aria-label={`End that ${delegateName} calls for ${name}`}
            onClick={() => end.mutate({ params: { id } })}
          >
            End
          </Button>
        </Group>
      ))}
      {today && <NewDelegate personId={personId} today={today} />}
    </section>
  )
}

function NewDelegate({ personId, today }: { personId: string; today: string }) {
  const names = usePeopleNames()
  const [delegateId, setDelegate] = useState<string | null>(null)
  const [startsOn, setStart] = useState(today)
  const [endsOn, setEnd] = useState('')
  const add = useCommand(revenueContract.delegate, { onDone: () => setDelegate(null) })
  if (names.size === 0) return null
  const data = [...names].flatMap(([id, label]) => (id === personId ? [] : [{ value: id, label }]))
  return (
    <>
      <Group gap="xs" align="end" mt="xs">
        <Select
          size="xs"
          label="Let call"
          placeholder="Choose a person"
          searchable
          limit={50}
          data={data}
          value={delegateId}
          onChange={setDelegate}
        />
        <TextInput
          size="xs"
          type="date"
          label="From"
          min={today}
          value={startsOn}
          onChange={(event) => setStart(event.currentTarget.value || today)}
        />
        <TextInput
          size="xs"
          type="date"
          label="Until before"
          min={startsOn}
          value={endsOn}
          onChange={(event) => setEnd(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!delegateId}
          loading={add.isPending}
          onClick={() => add.mutate({ body: { personId, delegateId: delegateId!, startsOn, endsOn: endsOn || null } })}
        >
          Let them call
        </Button>
      </Group>
      <Refused error={add.error} />
    </>
  )
}
