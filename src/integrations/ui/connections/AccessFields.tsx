import { PasswordInput, TextInput } from '@mantine/core'
import type { Connection } from '../../connections/schema.ts'

/** What opens the door of the other system; secrets are typed, kept sealed and never shown again. */
export function AccessFields({ kind, clientId }: { kind: Connection['kind']; clientId?: string | null }) {
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
