import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'

type Said = { answer: 'accepted' | 'disputed'; note: string }

/** The two ways in which a person answers a quota or a goal of theirs. */
export function AcceptOrDispute({ onSay }: { onSay: (said: Said) => void }) {
  const [note, setNote] = useState('')
  return (
    <Group gap="xs" align="end">
      <TextInput
        size="xs"
        label="What is wrong with it"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="xs" onClick={() => onSay({ answer: 'accepted', note })}>
        Accept
      </Button>
      <Button size="xs" variant="default" onClick={() => onSay({ answer: 'disputed', note })}>
        Dispute
      </Button>
    </Group>
  )
}
