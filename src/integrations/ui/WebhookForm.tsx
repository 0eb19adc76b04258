import { Button, MultiSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'

type Values = { name: string; url: string; events: string[] }

/** Where a webhook goes and what it is called for. */
export function WebhookForm(props: {
  offered: string[]
  initial: Values
  submit: string
  saving: boolean
  error: unknown
  onSave: (values: Values) => void
}) {
  const { initial, offered } = props
  const [events, setEvents] = useState(initial.events)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    props.onSave({ name: String(form.get('name')), url: String(form.get('url')), events })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput name="name" label="Name" required defaultValue={initial.name} maxLength={100} />
        <TextInput
          name="url"
          label="Address"
          type="url"
          required
          defaultValue={initial.url}
          placeholder="https://"
          description="Addresses inside the network of this server are not called."
        />
        <MultiSelect
          label="Called when"
          description="Messages hold the kind of event and the ids of what you may see, never the rows."
          data={offered}
          value={events}
          onChange={setEvents}
          searchable
          required
          comboboxProps={{ withinPortal: true }}
        />
        <Refused error={props.error} />
        <Button type="submit" loading={props.saving} disabled={events.length === 0}>
          {props.submit}
        </Button>
      </Stack>
    </form>
  )
}
