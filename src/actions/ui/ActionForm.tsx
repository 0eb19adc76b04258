import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { About } from '#platform/subjects/subject.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSession } from '#platform/ui/session.tsx'
import type { Action } from '../schema.ts'
import classes from './actions.module.css'
import { PartyPicker } from './PartyPicker.tsx'

type Values = { title: string; ownerId: string | null; dueOn: string | null }

/** What is to be done, by whom, by when; a new action is one's own until somebody else is chosen. */
export function ActionForm(props: {
  about: About | null
  initial?: Action
  submit: string
  saving: boolean
  error: unknown
  onSave: (values: Values) => void
  onCancel: () => void
}) {
  const { about, initial } = props
  const { user } = useSession()
  const me = { id: user.personId ?? user.id, name: user.name }
  const before = initial ? initial.ownerId && { id: initial.ownerId, name: initial.ownerName ?? '' } : me
  const [owner, setOwner] = useState(before || null)
  const [missing, setMissing] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const title = String(form.get('title')).trim()
    setMissing(title === '')
    if (title !== '') props.onSave({ title, ownerId: owner?.id ?? null, dueOn: String(form.get('dueOn')) || null })
  }

  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <TextInput
        name="title"
        label="What is to be done"
        defaultValue={initial?.title ?? ''}
        maxLength={500}
        error={missing && 'Say what is to be done.'}
        data-autofocus
        autoFocus
      />
      <Group grow align="flex-start">
        <PartyPicker label="Owner" about={about} value={owner} onChange={setOwner} />
        <TextInput name="dueOn" type="date" label="By" defaultValue={initial?.dueOn ?? ''} />
      </Group>
      <Refused error={props.error} />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" size="xs" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button type="submit" size="xs" loading={props.saving}>
          {props.submit}
        </Button>
      </Group>
    </form>
  )
}
