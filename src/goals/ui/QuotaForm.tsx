import { Button, Group } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { goalsContract } from '../contract.ts'
import type { Attainment, AttainmentLine, Quota } from '../schema.ts'
import classes from './goals.module.css'

/** Sets the quota of a line for the period in view; undo sets back what it was. */
export function QuotaForm(props: {
  line: Pick<AttainmentLine, 'name' | 'subjectKind' | 'subjectId'>
  attainment: Attainment
  quotas: Quota[]
}) {
  const { line, attainment, quotas } = props
  const { period } = attainment
  const { money, decimal, regional } = useFormat()
  const [problem, setProblem] = useState<string | null>(null)
  const inForce = quotas.find((quota) => !quota.endedAt && quota.startsOn === period.from && quota.endsOn === period.to)
  const currency = inForce?.currency ?? attainment.currency
  const end = useCommand(goalsContract.endQuota)
  const undo = useCommand(goalsContract.setQuota)
  const about = {
    subjectKind: line.subjectKind,
    subjectId: line.subjectId,
    startsOn: period.from,
    endsOn: period.to,
    currency,
  }
  const set = useCommand(goalsContract.setQuota, {
    onDone: (quota) =>
      toast(`Quota of ${line.name} set to ${money(quota.amountMinor, quota.currency)}`, {
        undo: () =>
          inForce
            ? undo.mutate({ body: { ...about, amountMinor: inForce.amountMinor, replaces: quota.id } })
            : end.mutate({ params: { id: quota.id } }),
      }),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('amount') ?? '')
    const read = readMoney(typed, { locale: regional.locale, currency })
    setProblem(read.kind === 'refused' ? read.says : read.kind === 'empty' ? 'Type the amount of the quota.' : null)
    if (read.kind !== 'read') return
    set.mutate({ body: { ...about, amountMinor: read.minor, replaces: inForce?.id ?? null } })
  }
  return (
    <form onSubmit={submit} aria-label="Set the quota">
      <h3 className={classes.part}>{inForce ? 'Change the quota' : `Set a quota for ${period.label}`}</h3>
      <Group align="flex-start" gap="xs">
        <NumberInput
          name="amount"
          aria-label={`Quota for ${period.label}, ${currency}`}
          asked={{ as: 'money', currency }}
          initial={inForce ? decimal(majorText(inForce.amountMinor, currency)) : ''}
          error={problem}
          rightSection={currency}
          rightSectionWidth={52}
        />
        <Button type="submit" loading={set.isPending}>
          Set
        </Button>
      </Group>
    </form>
  )
}
