import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { usePermissionWords } from './use-permission-words.ts'

const spans = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: 'never', label: 'until I revoke it' },
]

/** A new token: name, scopes, span; then its secret, this once. */
export function NewToken({ scopes, onClose }: { scopes: string[]; onClose: () => void }) {
  const create = useCommand(authContract.createToken, { quiet: true })
  return (
    <Dialog onClose={onClose} title="New API token" size="lg">
      {create.data ? (
        <Stack gap="md">
          <CopyField label={`Secret of ${create.data.name}`} text={create.data.secret} />
          <Text size="sm" c="dimmed">
            Copy it now: only its fingerprint is kept, so it can never be shown again.
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <TokenForm
          scopes={scopes}
          error={create.error}
          saving={create.isPending}
          onCancel={onClose}
          onSave={(body) => create.mutate({ body })}
        />
      )}
    </Dialog>
  )
}

function TokenForm(props: {
  scopes: string[]
  error: unknown
  saving: boolean
  onCancel: () => void
  onSave: (token: { name: string; scopes: string[]; expiresInDays: number | null }) => void
}) {
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState(() => props.scopes.filter((scope) => scope.endsWith(':read')))
  const [span, setSpan] = useState('90')
  const words = usePermissionWords()
  const [isTried, setTried] = useState(false)
  function save(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || chosen.length === 0) return
    props.onSave({ name: name.trim(), scopes: chosen, expiresInDays: span === 'never' ? null : Number(span) })
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          required
          description="What it is for, so that you know which one to revoke."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isTried && name.trim() === '' ? 'A name is needed.' : undefined}
        />
        <Checkbox.Group
          label="It may"
          value={chosen}
          onChange={setChosen}
          error={isTried && chosen.length === 0 ? 'Choose at least one.' : undefined}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={6}>
            {props.scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={words(scope)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Select
          label="It works for"
          data={spans}
          value={span}
          onChange={(value) => setSpan(value ?? '90')}
          allowDeselect={false}
        />
        <Refused error={props.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={props.saving}>
            Make the token
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
