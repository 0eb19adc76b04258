import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { oneOnOnesContract } from '../contract.ts'
import classes from './one-on-ones.module.css'
import { Proposals } from './Proposals.tsx'

/** Plans a series with a report who has none. */
export function PlanForm({ people }: { people: { id: string; name: string }[] }) {
  const [memberId, setMember] = useState<string | null>(people[0]?.id ?? null)
  const [first, setFirst] = useState('')
  const plan = useCommand(oneOnOnesContract.plan, { quiet: true })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!memberId) return
    const firstAt = new Date(String(form.get('firstAt'))).toISOString()
    plan.mutate({
      body: { memberId, firstAt, everyDays: Number(form.get('everyDays')), minutes: Number(form.get('minutes')) },
    })
  }
  return (
    <Section title="Plan one-on-ones">
      <form onSubmit={submit} className={classes.form}>
        <Select
          label="With"
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={memberId}
          onChange={(value) => setMember(value)}
          searchable
        />
        {memberId && <Proposals withId={memberId} onChoose={setFirst} />}
        <TextInput
          name="firstAt"
          type="datetime-local"
          label="First on"
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          required
        />
        <NumberInput name="everyDays" label="Every so many days" defaultValue={14} min={1} max={182} />
        <NumberInput name="minutes" label="Minutes" defaultValue={60} min={5} max={480} />
        <Refused error={plan.error} />
        <Button type="submit" loading={plan.isPending}>
          Plan
        </Button>
      </form>
    </Section>
  )
}
