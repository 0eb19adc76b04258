import { Button, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { AccessFields, accessIn } from './AccessFields.tsx'

/** New access for a connection, as after a revoked token; it is tried before it takes the place of the old one. */
export function ChangeAccess({ connection: { id, kind, clientId } }: { connection: Connection }) {
  const change = useCommand(integrationsContract.changeConnection, { quiet: true, onDone: () => toast('It works') })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    change.mutate({ params: { id }, body: accessIn(new FormData(event.currentTarget)) })
    event.currentTarget.reset()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <AccessFields kind={kind} clientId={clientId} />
        <Refused error={change.error} />
        <Button type="submit" variant="default" loading={change.isPending}>
          Try and keep new access
        </Button>
      </Stack>
    </form>
  )
}
