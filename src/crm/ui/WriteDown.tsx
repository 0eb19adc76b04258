import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Activity } from '../activities/contract.ts'

const kinds = ['call', 'mail', 'meeting', 'note'] as const

type WriteDownProps = {
  /** What the kind is of, to whoever only hears it. */
  of: string
  isPending: boolean
  /** Writes it down, and calls back once that is done. */
  onAdd: (what: { kind: Activity['kind']; subject: string }, done: () => void) => void
}

/** A line to write down what was done now: its kind, and what it was about. */
export function WriteDown({ of, isPending, onAdd }: WriteDownProps) {
  const [kind, setKind] = useState<Activity['kind']>('call')
  const [subject, setSubject] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (subject.trim()) onAdd({ kind, subject }, () => setSubject(''))
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mb="sm" wrap="nowrap">
        <Select
          size="xs"
          w={110}
          aria-label={`Kind of ${of}`}
          data={[...kinds]}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'call')}
        />
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label="What it was about"
          placeholder="What it was about"
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" loading={isPending} disabled={!subject.trim()}>
          Add
        </Button>
      </Group>
    </form>
  )
}
