import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../contract.ts'
import { SecretOnce } from './SecretOnce.tsx'
import { WebhookForm } from './WebhookForm.tsx'

const initial = { name: '', url: '', events: [] }

/** A new webhook; then its secret, this once. */
export function AddWebhook({ offered }: { offered: string[] }) {
  const [, open] = useUrlParam('webhook')
  const add = useCommand(integrationsContract.addWebhook, { quiet: true, onDone: () => toast('Webhook added') })
  if (add.data) {
    const { id, secret } = add.data
    const says =
      'The receiver verifies messages with it (Standard Webhooks). It can be replaced, but never be shown again.'
    return <SecretOnce secret={secret} says={says} onDone={() => open(id)} />
  }
  return (
    <WebhookForm
      offered={offered}
      initial={initial}
      submit="Add webhook"
      saving={add.isPending}
      error={add.error}
      onSave={(body) => add.mutate({ body })}
    />
  )
}
