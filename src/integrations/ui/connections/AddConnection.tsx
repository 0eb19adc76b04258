import { Button, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { AccessFields, accessIn } from './AccessFields.tsx'
import { isCrm, systemName } from './connection-words.ts'
import { SignInFields } from './SignInFields.tsx'

/** A new connection: which system, where, and how its door is opened. It is tried before it is kept. */
export function AddConnection({ redirectUri }: { redirectUri: string }) {
  const saved = useSaved('connection')
  const [kind, setKind] = useState<Connection['kind']>('salesforce')
  const [how, setHow] = useState('browser')
  const add = useCommand(integrationsContract.addConnection, { quiet: true, onDone: () => saved('Connected') })
  const signIn = useCommand(integrationsContract.signInConnection, {
    quiet: true,
    onDone: ({ url }) => location.assign(url),
  })
  const isBrowser = how === 'browser' && isCrm(kind)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const begin = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') !== 'later'
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const shared = { name: text('name'), kind, address: text('address'), pipeline: text('pipeline') || 'Sales', begin }
    const access = accessIn(form)
    if (isBrowser) signIn.mutate({ body: { ...shared, kind, ...access, clientId: access.clientId ?? '' } })
    else add.mutate({ body: { ...shared, ...access } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label="System"
          data={systems}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(value as Connection['kind'])}
          comboboxProps={{ withinPortal: true }}
        />
        {isCrm(kind) && (
          <SegmentedControl aria-label="How the door is opened" data={ways} value={how} onChange={setHow} />
        )}
        <Place key={`${kind} ${how}`} kind={kind} isBrowser={isBrowser} />
        {isBrowser ? <SignInFields kind={kind} redirectUri={redirectUri} /> : <AccessFields kind={kind} />}
        <Text size="sm">
          The sign-in is tried first.{' '}
          {isCrm(kind)
            ? 'People, accounts and deals with their history are read once, then what changed every five minutes; nothing is written there unless you choose so later.'
            : 'Items, sites, orders, stock, recipes and purchase orders are read once, then what changed every five minutes; nothing is written there.'}
        </Text>
        <Refused error={isBrowser ? signIn.error : add.error} />
        <Button type="submit" loading={add.isPending || signIn.isPending}>
          {isBrowser ? `Sign in at ${systemName(kind)} and read` : 'Connect and read'}
        </Button>
        <Button type="submit" variant="default" value="later" disabled={add.isPending || signIn.isPending}>
          {isBrowser ? 'Sign in only, see a dry run first' : 'Connect only, see a dry run first'}
        </Button>
      </Stack>
    </form>
  )
}

/** What it is called here, where it is, and where its deals go. */
function Place({ kind, isBrowser }: { kind: Connection['kind']; isBrowser: boolean }) {
  const isSalesforce = kind === 'salesforce'
  return (
    <>
      <TextInput name="name" label="Name" required maxLength={100} placeholder={`Our ${systemName(kind)}`} />
      <TextInput
        name="address"
        label="Address"
        type="url"
        required
        defaultValue={
          isSalesforce && isBrowser
            ? 'https://login.salesforce.com'
            : kind === 'hubspot'
              ? 'https://api.hubapi.com'
              : ''
        }
        placeholder={isCrm(kind) ? 'https://ours.my.salesforce.com' : `https://${kind}.ours.example`}
        description={
          isSalesforce && isBrowser
            ? 'Or the address of your own org; https://test.salesforce.com for a sandbox.'
            : 'Addresses inside the network of this server are not called.'
        }
      />
      {isSalesforce && (
        <TextInput
          name="pipeline"
          label="Pipeline"
          defaultValue="Sales"
          description="The pipeline here that its deals go to."
        />
      )}
    </>
  )
}

const systems = [
  { value: 'salesforce', label: 'Salesforce' },
  { value: 'hubspot', label: 'HubSpot' },
  { value: 'odoo', label: 'Odoo' },
  { value: 'erpnext', label: 'ERPNext' },
]
const ways = [
  { value: 'browser', label: 'Sign in there' },
  { value: 'pasted', label: 'Paste access' },
]
