import { PasswordInput, TextInput } from '@mantine/core'
import type { Connection } from '../../connections/schema.ts'

/** What opens the door of the other system; secrets are typed, kept sealed and never shown again. */
export function AccessFields({ kind, clientId }: { kind: Connection['kind']; clientId?: string | null | undefined }) {
  if (kind === 'odoo') return <OdooFields clientId={clientId} />
  if (kind === 'erpnext') return <ErpnextFields clientId={clientId} />
  const isSalesforce = kind === 'salesforce'
  return (
    <>
      {!isSalesforce && (
        <PasswordInput
          name="accessToken"
          label="Access token of a private app"
          description="Or leave it empty and give client id, client secret and refresh token of an app."
          autoComplete="off"
        />
      )}
      <TextInput
        name="clientId"
        label="Client id"
        defaultValue={clientId ?? ''}
        required={isSalesforce}
        description={isSalesforce ? 'The consumer key of the connected app.' : undefined}
        autoComplete="off"
      />
      <PasswordInput
        name="clientSecret"
        label="Client secret"
        autoComplete="off"
        description={isSalesforce ? 'The consumer secret of the connected app.' : undefined}
      />
      <PasswordInput
        name="refreshToken"
        label="Refresh token"
        autoComplete="off"
        description={
          isSalesforce ? 'Leave it empty where the app signs in by itself (client credentials flow).' : undefined
        }
      />
    </>
  )
}

function OdooFields({ clientId }: { clientId?: string | null | undefined }) {
  return (
    <>
      <PasswordInput
        name="accessToken"
        label="API key"
        autoComplete="off"
        description="Of a user who may see inventory, manufacturing, sales and purchases. Odoo 19 or later."
      />
      <TextInput
        name="clientId"
        label="Database"
        defaultValue={clientId ?? ''}
        description="Where the server has several."
        autoComplete="off"
      />
    </>
  )
}

function ErpnextFields({ clientId }: { clientId?: string | null | undefined }) {
  return (
    <>
      <TextInput name="clientId" label="API key" required defaultValue={clientId ?? ''} autoComplete="off" />
      <PasswordInput
        name="clientSecret"
        label="API secret"
        autoComplete="off"
        description="Of a user who may read items, warehouses, bins, BOMs, sales and purchase orders."
      />
    </>
  )
}

/** What was typed; empty fields say nothing. */
export function accessIn(form: FormData): {
  clientId?: string
  clientSecret?: string
  refreshToken?: string
  accessToken?: string
} {
  const named = ['clientId', 'clientSecret', 'refreshToken', 'accessToken']
  return Object.fromEntries(
    named.flatMap((name) => {
      const value = String(form.get(name) ?? '').trim()
      return value === '' ? [] : [[name, value]]
    }),
  )
}
