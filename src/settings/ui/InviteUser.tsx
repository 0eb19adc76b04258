import { Button, Group, Stack } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { authContract } from '#platform/auth/contract.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { settingsContract } from '../contract.ts'
import { OneTimeLink } from './OneTimeLink.tsx'

/** Invites somebody: a one-time link to hand over, mailed as well where mail is set up. */
export function InviteUser({ onClose }: { onClose: () => void }) {
  const people = usePeopleOptions()
  const roles = useCall(settingsContract.roles)
  const invite = useCommand(authContract.invite, { quiet: true })
  const options = (roles.data?.roles ?? []).map((role) => ({ value: role.key, label: role.name }))
  return (
    <Dialog onClose={onClose} title="Invite somebody">
      {invite.data ? (
        <Stack gap="md">
          <OneTimeLink label="One-time link" made={invite.data} />
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <RecordForm
          fields={[
            { name: 'email', label: 'E-mail', kind: 'email', required: true },
            {
              name: 'role',
              label: 'Role',
              kind: 'select',
              options,
              required: true,
              description: 'What each may do and see is under Roles.',
            },
            {
              name: 'personId',
              label: 'Is the person',
              kind: 'select',
              options: people,
              description: 'Reps and managers see deals by their place in the tree; others need none.',
            },
          ]}
          initial={{ email: null, role: null, personId: null }}
          submit="Make the link"
          saving={invite.isPending}
          error={invite.error}
          onCancel={onClose}
          onSave={({ email, role, personId }) =>
            invite.mutate({ body: { email: email ?? '', role: role ?? '', personId } })
          }
        />
      )}
    </Dialog>
  )
}
