import { Button, Checkbox, Group, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import type { DigestGiven } from '../../digests/schema.ts'
import { PartList } from './PartList.tsx'
import { WhenFields } from './WhenFields.tsx'

/** What a digest holds, when it comes, and to whom. */
export function DigestForm(props: {
  initial: DigestGiven
  submit: string
  saving: boolean
  error: unknown
  onSave: (given: DigestGiven) => void
  onCancel?: () => void
}) {
  const [given, setGiven] = useState(props.initial)
  const change = (changes: Partial<DigestGiven>) => setGiven((before) => ({ ...before, ...changes }))
  const isWhole = given.name.trim() !== '' && given.parts.length > 0
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave(given)
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description="The subject of the mail."
          required
          maxLength={100}
          value={given.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <PartList parts={given.parts} onChange={(parts) => change({ parts })} />
        <WhenFields when={given.when} timeZone={given.timeZone} onChange={(when) => change({ when })} />
        <Ways given={given} onChange={change} />
        <Refused error={props.error} />
        <Group gap="xs" justify="flex-end">
          {props.onCancel && (
            <Button variant="default" onClick={props.onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={props.saving} disabled={!isWhole}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** By what ways it comes, and to whom besides. */
function Ways({ given, onChange }: { given: DigestGiven; onChange: (changes: Partial<DigestGiven>) => void }) {
  const { user } = useSession()
  const told = useCall(integrationsContract.digests).data
  const logins = useCall(integrationsContract.digestLogins).data?.logins ?? []
  const chat = told?.chatHost
  return (
    <>
      <Stack gap="xs">
        <Checkbox
          label={`By mail to ${user.email}`}
          description={told && !told.canMail ? 'No mail server is set up here, so no mail goes out.' : undefined}
          checked={given.byMail}
          onChange={(event) => onChange({ byMail: event.currentTarget.checked })}
        />
        <Checkbox
          label={chat ? `To your chat at ${chat}` : 'To your chat'}
          description={chat ? undefined : 'Slack, Teams and others: name yours under Actions, Inbox, Notifications.'}
          disabled={!chat && !given.byChat}
          checked={given.byChat}
          onChange={(event) => onChange({ byChat: event.currentTarget.checked })}
        />
        <Checkbox
          label="Only when something has changed"
          checked={given.onlyNews}
          onChange={(event) => onChange({ onlyNews: event.currentTarget.checked })}
        />
      </Stack>
      <MultiSelect
        label="Also by mail to"
        description="Each gets what they may see themselves, and can stop it."
        data={logins
          .filter(({ id }) => id !== user.id)
          .map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }))}
        value={given.receivers}
        onChange={(receivers) => onChange({ receivers })}
        searchable
        clearable
        nothingFoundMessage="Nobody who can sign in has this name"
        comboboxProps={{ withinPortal: true }}
      />
    </>
  )
}
