import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { systemName } from './connection-words.ts'

/** Whether quotas come from the CRM, and which of them count where several are set for the same person and period. */
export function ReadQuotas({ connection: { id, kind, quotas } }: { connection: Connection }) {
  const [isRead, setRead] = useState(quotas.isRead)
  const [named, setNamed] = useState(quotas.named ?? '')
  const change = useCommand(integrationsContract.changeConnection, {
    quiet: true,
    onDone: () => toast(isRead ? 'Kept; a dry run shows which quotas would come in' : 'Kept; quotas stay as they are'),
  })
  const system = systemName(kind)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    change.mutate({ params: { id }, body: { quotas: { isRead, named: named.trim() || null } } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Checkbox
          label={`Read quotas from ${system}`}
          description="A quota that was set here stays, and What does not fit tells both values."
          checked={isRead}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        {isRead && (
          <TextInput
            label={kind === 'salesforce' ? 'Only of the forecast type' : 'Only of the goal'}
            description="Where several set quotas for the same person and period: its name. Empty reads all."
            value={named}
            maxLength={200}
            onChange={(event) => setNamed(event.currentTarget.value)}
          />
        )}
        <Refused error={change.error} />
        <Button type="submit" variant="default" loading={change.isPending} w="fit-content">
          Keep this choice of quotas
        </Button>
      </Stack>
    </form>
  )
}
