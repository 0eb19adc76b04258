import { Button, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { pulseContract } from '../../contract.ts'
import { MOST_QUESTIONS, TOO_MANY } from '../../schema.ts'
import classes from '../pulse.module.css'

/** Sets a survey up; an eleventh question cannot be chosen. */
export function NewSurvey() {
  const bank = useCall(pulseContract.questions)
  const saved = useSaved('survey')
  const add = useCommand(pulseContract.addSurvey, { quiet: true, onDone: ({ name }) => saved(`${name} is set up`) })
  const [ids, setIds] = useState<string[]>(['recommend'])
  const [rotating, setRotating] = useState(2)
  const [every, setEvery] = useState('week')
  const [scale, setScale] = useState('1-10')
  const room = MOST_QUESTIONS - ids.length
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    add.mutate({
      body: {
        name: String(form.get('name')),
        firstOn: String(form.get('firstOn')),
        every: every as 'week',
        scale: scale as '1-10',
        openDays: Number(form.get('openDays')),
        questionIds: ids,
        rotating: Math.min(rotating, room),
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput name="name" label="Name" required />
        <Select
          label="How often"
          data={['once', 'week', 'month', 'quarter']}
          value={every}
          onChange={(value) => setEvery(value ?? 'week')}
          allowDeselect={false}
        />
        <TextInput name="firstOn" type="date" label="First round on" required />
        <NumberInput name="openDays" label="Open for days" min={1} max={28} defaultValue={5} />
        <MultiSelect
          label="Questions asked every time"
          description={TOO_MANY}
          data={(bank.data?.questions ?? []).map(({ id, en }) => ({ value: id, label: en }))}
          value={ids}
          onChange={setIds}
          maxValues={MOST_QUESTIONS}
          searchable
        />
        <NumberInput
          label="Further questions from the bank, in rotation"
          min={0}
          max={room}
          value={Math.min(rotating, room)}
          onChange={(value) => setRotating(Number(value))}
        />
        <Select
          label="Scale of the eNPS question"
          description="From 1 to 10 there is no neutral middle; both count 9 and 10 as promoters, 7 and 8 as passives, all below as detractors."
          data={['1-10', '0-10']}
          value={scale}
          onChange={(value) => setScale(value ?? '1-10')}
          allowDeselect={false}
        />
        <p className={classes.calm}>Shown from 5 answers, comments from 10. This can be raised later, never lowered.</p>
        <Refused error={add.error} />
        <Button type="submit" loading={add.isPending}>
          Set up survey
        </Button>
      </Stack>
    </form>
  )
}
