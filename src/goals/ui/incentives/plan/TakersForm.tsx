import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../../incentives/contract.ts'
import type { Plan } from '../../../incentives/schema.ts'
import { takersOf } from './draft.ts'
import { readTakers, type Wrong } from './read-draft.ts'
import { TakersInputs } from './TakersInputs.tsx'
import { WrongInputs } from './WrongInputs.tsx'

/** Changes who takes part in a plan: the list as a whole. */
export function TakersForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const { company } = useSession()
  const [takers, setTakers] = useState(() => takersOf(plan, company.locale))
  const [wrong, setWrong] = useState<Wrong>({})
  const set = useCommand(incentivesContract.setParticipants, {
    quiet: true,
    onDone: () => {
      toast('The participants are saved')
      onDone()
    },
  })
  function save(): void {
    const read = readTakers(takers, company.locale)
    setWrong('wrong' in read ? read.wrong : {})
    if ('takers' in read) set.mutate({ params: { id: plan.id }, body: { participants: read.takers } })
  }
  return (
    <Stack gap="md">
      <TakersInputs takers={takers} wrong={wrong} startsOn={plan.terms.at(-1)?.startsOn ?? ''} onChange={setTakers} />
      <WrongInputs wrong={wrong} />
      <Refused error={set.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button onClick={save} loading={set.isPending}>
          Save
        </Button>
      </Group>
    </Stack>
  )
}
