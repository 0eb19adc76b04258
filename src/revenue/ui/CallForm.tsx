import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { Call, Covers, RollUpLine } from '../schema.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

type CallFormProps = {
  currency: string
  line: Pick<RollUpLine, 'personId' | 'name'>
  /** Of somebody who delegated their calls. */
  isFor?: boolean
  covers: Covers
  inForce: Call | null
  adjusts?: boolean
}

/** Makes a call: commit, best case, and a note of any length. */
export function CallForm({ currency, line, covers, inForce, adjusts = false, isFor = false }: CallFormProps) {
  const { money, decimal, regional } = useFormat()
  const { period } = useView()
  const [problem, setProblem] = useState<string | null>(null)
  const withdraw = useCommand(revenueContract.withdraw)
  const make = useCommand(revenueContract.call, {
    onDone: ({ id, commitMinor }) =>
      toast(`${line.name} is called at ${money(commitMinor, currency)}`, {
        undo: () => withdraw.mutate({ params: { id } }),
      }),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [commit, best] = ['commit', 'best'].map((name) =>
      readMoney(String(form.get(name) ?? ''), { locale: regional.locale, currency }),
    )
    const refused = [commit, best].find((read) => read?.kind === 'refused')
    setProblem(
      refused?.kind === 'refused' ? refused.says : commit?.kind === 'empty' ? 'Type the amount you commit to.' : null,
    )
    if (refused || commit?.kind !== 'read') return
    const note = String(form.get('note') ?? '')
    const bestMinor = best?.kind === 'read' ? best.minor : null
    const body = { ...period, personId: line.personId, covers, commitMinor: commit.minor, bestMinor, note }
    make.mutate({ body: { ...body, replaces: inForce?.id ?? null } })
  }
  const title = adjusts
    ? `Adjust the call of ${line.name}`
    : isFor
      ? `Call for ${line.name}`
      : covers === 'team'
        ? 'Call your team'
        : 'Call your own deals'
  const typed = (minor: number | null | undefined) => (minor == null ? '' : decimal(majorText(minor, currency)))
  return (
    <form onSubmit={submit} aria-label={title}>
      <h3 className={classes.part}>{title}</h3>
      <Group grow align="flex-start" gap="xs">
        <NumberInput
          name="commit"
          label="Commit"
          asked={{ as: 'money', currency }}
          initial={typed(inForce?.commitMinor)}
          error={problem}
          rightSection={currency}
          rightSectionWidth={52}
        />
        <NumberInput
          name="best"
          label="Best case"
          asked={{ as: 'money', currency }}
          initial={typed(inForce?.bestMinor)}
          rightSection={currency}
          rightSectionWidth={52}
        />
      </Group>
      <Textarea
        name="note"
        label="Note"
        autosize
        minRows={2}
        mt="xs"
        placeholder="What it rests on, what could change it"
      />
      <Button type="submit" mt="sm" loading={make.isPending}>
        {adjusts ? 'Adjust' : 'Call'}
      </Button>
    </form>
  )
}
