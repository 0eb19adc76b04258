import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../incentives/contract.ts'

/** Calculates a plan for a period. */
export function NewRun() {
  const plans = useCall(incentivesContract.plans)
  const [planId, setPlanId] = useState<string | null>(null)
  const run = useCommand(incentivesContract.run, {
    quiet: true,
    onDone: ({ people }) => toast(`${people} statements are calculated`),
  })
  const options = plans.data?.plans.map(({ id, name }) => ({ value: id, label: name })) ?? []
  if (options.length === 0) return null
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const chosen = planId ?? options[0]!.value
    run.mutate({ body: { planId: chosen, from: String(form.get('from')), to: String(form.get('to')) } })
  }
  return (
    <form onSubmit={submit} aria-label="Calculate a run">
      <Group gap="xs" align="end" mb="md">
        <Select
          label="Plan"
          data={options}
          value={planId ?? options[0]!.value}
          onChange={setPlanId}
          allowDeselect={false}
        />
        <TextInput type="date" name="from" label="From" required withAsterisk={false} />
        <TextInput type="date" name="to" label="Until the day before" required withAsterisk={false} />
        <Button type="submit" loading={run.isPending}>
          Calculate
        </Button>
      </Group>
      <Refused error={run.error} />
    </form>
  )
}
