import { Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { AccessFields, accessIn } from './AccessFields.tsx'

/** A new connection: which system, where, and what opens its door. It is tried before it is kept. */
export function AddConnection() {
  const saved = useSaved('connection')
  const [kind, setKind] = useState<Connection['kind']>('salesforce')
  const add = useCommand(integrationsContract.addConnection, { quiet: true, onDone: () => saved('Connected') })
  const isSalesforce = kind === 'salesforce'
  function submit(event: FormEvent<HTMLFormElement>, begin: boolean): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const shared = { name: text('name'), kind, address: text('address'), pipeline: text('pipeline') || 'Sales', begin }
    add.mutate({ body: { ...shared, ...accessIn(form) } })
  }
  return (
    <form
      onSubmit={(event) =>
        submit(event, (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') !== 'later')
      }
    >
      <Stack gap="md">
        <Select
          label="System"
          data={systems}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(value as Connection['kind'])}
          comboboxProps={{ withinPortal: true }}
        />
        <TextInput
          name="name"
          label="Name"
          required
          maxLength={100}
          placeholder={isSalesforce ? 'Our Salesforce' : 'Our HubSpot'}
        />
        <TextInput
          key={kind}
          name="address"
          label="Address"
          type="url"
          required
          defaultValue={isSalesforce ? '' : 'https://api.hubapi.com'}
          placeholder="https://ours.my.salesforce.com"
          description="Addresses inside the network of this server are not called."
        />
        <AccessFields kind={kind} />
        {isSalesforce && (
          <TextInput
            name="pipeline"
            label="Pipeline"
            defaultValue="Sales"
            description="The pipeline here that its deals go to."
          />
        )}
        <Text size="sm">
          The sign-in is tried first. People, accounts and deals with their history are read once, then what changed
          every five minutes; nothing is written there.
        </Text>
        <Refused error={add.error} />
        <Button type="submit" loading={add.isPending}>
          Connect and read
        </Button>
        <Button type="submit" variant="default" value="later" disabled={add.isPending}>
          Connect only, see a dry run first
        </Button>
      </Stack>
    </form>
  )
}

const systems = [
  { value: 'salesforce', label: 'Salesforce' },
  { value: 'hubspot', label: 'HubSpot' },
]
