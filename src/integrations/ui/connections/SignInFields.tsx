import { PasswordInput, TextInput } from '@mantine/core'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import type { Connection } from '../../connections/schema.ts'

/** The app there through which a person signs in, and the address it has to lead back to. */
export function SignInFields({ kind, redirectUri }: { kind: Connection['kind']; redirectUri: string }) {
  const isSalesforce = kind === 'salesforce'
  return (
    <>
      <CopyField label={isSalesforce ? 'Callback URL of the app' : 'Redirect URL of the app'} text={redirectUri} />
      <TextInput
        name="clientId"
        label="Client id"
        required
        description={
          isSalesforce
            ? 'The consumer key of an external client app with the scopes api and refresh_token.'
            : 'Of an app that may read deals, companies and owners, and write deals where edits are to go back.'
        }
        autoComplete="off"
      />
      <PasswordInput
        name="clientSecret"
        label="Client secret"
        required={!isSalesforce}
        description={isSalesforce ? 'Where the app asks for one.' : undefined}
        autoComplete="off"
      />
    </>
  )
}
