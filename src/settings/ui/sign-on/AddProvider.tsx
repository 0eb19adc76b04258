import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { settingsContract } from '../../contract.ts'
import { freeKey } from '../../sign-on/key.ts'
import { ProviderForm } from './ProviderForm.tsx'

const initial = {
  name: '',
  issuer: '',
  clientId: '',
  scopes: 'openid profile email',
  domains: [],
  trustsAddresses: false,
  linksExisting: false,
  defaultRole: 'rep',
  groupClaim: 'groups',
  groupRoles: [],
}

/** A new identity provider. */
export function AddProvider(props: { taken: string[]; begunAt: string; onDone: () => void }) {
  const add = useCommand(settingsContract.addProvider, {
    quiet: true,
    onDone: ({ name }) => {
      toast(`${name} is a button on the sign-in page now`)
      props.onDone()
    },
  })
  return (
    <ProviderForm
      initial={initial}
      redirectUri={(name) => `${props.begunAt}/${freeKey(name, props.taken)}/callback`}
      secret="needed"
      submit="Add the provider"
      saving={add.isPending}
      error={add.error}
      onCancel={props.onDone}
      onSave={({ clientSecret = '', ...body }) => add.mutate({ body: { ...body, clientSecret } })}
    />
  )
}
