import { Button, Checkbox, Group, PasswordInput, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { settingsContract } from '../../contract.ts'
import { type GroupRole, GroupRoles } from './GroupRoles.tsx'

export type ProviderValues = {
  name: string
  issuer: string
  clientId: string
  clientSecret?: string
  scopes: string
  domains: string[]
  trustsAddresses: boolean
  linksExisting: boolean
  defaultRole: string | null
  groupClaim: string
  groupRoles: GroupRole[]
}

type FormProps = {
  initial: ProviderValues
  redirectUri: (name: string) => string
  secret: 'needed' | 'kept'
  submit: string
  saving: boolean
  error: unknown
  onCancel: () => void
  onSave: (values: ProviderValues) => void
}
type Change = (change: Partial<ProviderValues>) => void

/** What an owner says of a provider: where it is, how it knows us, whom it may let in, and as what. */
export function ProviderForm(props: FormProps) {
  const [values, setValues] = useState(() => settableOf(props.initial))
  const change: Change = (part) => setValues((before) => ({ ...before, ...part }))
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const { clientSecret, ...rest } = values
    props.onSave({ ...rest, ...(clientSecret && { clientSecret }) })
  }
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <Place {...props} values={values} change={change} />
        <Whom values={values} change={change} />
        <AsWhat values={values} change={change} />
        <Refused error={props.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={props.saving} disabled={values.domains.length === 0}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Place({ values, change, secret, redirectUri }: FormProps & { values: ProviderValues; change: Change }) {
  const text = (name: 'name' | 'issuer' | 'clientId' | 'scopes') => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    required: true,
  })
  return (
    <>
      <TextInput
        label="Name"
        description="Stands on the button of the sign-in page."
        maxLength={60}
        {...text('name')}
      />
      {values.name.trim() !== '' && (
        <CopyField label="Redirect URI to enter at the provider" text={redirectUri(values.name)} />
      )}
      <TextInput
        label="Issuer"
        type="url"
        placeholder="https://login.example.com"
        description="As the provider writes it: the address before /.well-known/openid-configuration."
        {...text('issuer')}
      />
      <TextInput label="Client ID" {...text('clientId')} />
      <PasswordInput
        label="Client secret"
        autoComplete="off"
        required={secret === 'needed'}
        {...(secret === 'kept' && { description: 'Leave it empty to keep the present one.' })}
        value={values.clientSecret ?? ''}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
      />
      <TextInput
        label="Scopes"
        description="What is asked for; some providers send groups only for a scope of their own."
        {...text('scopes')}
      />
    </>
  )
}

function Whom({ values, change }: { values: ProviderValues; change: Change }) {
  return (
    <>
      <TagsInput
        label="E-mail domains"
        description="Only people with a verified address of these come in. Press Enter after each."
        placeholder={values.domains.length === 0 ? 'example.com' : ''}
        value={values.domains}
        onChange={(domains) => change({ domains: domains.map((each) => each.trim().toLowerCase()) })}
        acceptValueOnBlur
        required
        comboboxProps={{ withinPortal: true }}
      />
      <Checkbox
        label="People who have a login here may come by it too"
        description="Whoever runs the provider can then act as them. Their password stays."
        checked={values.linksExisting}
        onChange={(event) => change({ linksExisting: event.currentTarget.checked })}
      />
      <Checkbox
        label="Its addresses count as verified"
        description="For providers that never say so, such as Microsoft Entra ID, and where people cannot choose the address themselves."
        checked={values.trustsAddresses}
        onChange={(event) => change({ trustsAddresses: event.currentTarget.checked })}
      />
    </>
  )
}

function AsWhat({ values, change }: { values: ProviderValues; change: Change }) {
  const { data } = useCall(settingsContract.roles)
  const roles = (data?.roles ?? []).map(({ key, name }) => ({ value: key, label: name }))
  return (
    <>
      <Select
        label="Role of who comes for the first time"
        description="And of who is in none of the groups below. Without one, only people in such a group come in."
        data={roles}
        value={values.defaultRole}
        onChange={(defaultRole) => change({ defaultRole })}
        clearable
        clearButtonProps={{ 'aria-label': 'No role' }}
        placeholder="nobody without a group"
        comboboxProps={{ withinPortal: true }}
      />
      <GroupRoles
        claim={values.groupClaim}
        rows={values.groupRoles}
        roles={roles}
        onClaim={(groupClaim) => change({ groupClaim })}
        onRows={(groupRoles) => change({ groupRoles })}
      />
    </>
  )
}

function settableOf(given: ProviderValues): ProviderValues {
  const { name, issuer, clientId, scopes, domains, trustsAddresses, linksExisting } = given
  const { defaultRole, groupClaim, groupRoles } = given
  const whom = { domains, trustsAddresses, linksExisting, defaultRole, groupClaim, groupRoles }
  return { name, issuer, clientId, scopes, ...whom }
}
