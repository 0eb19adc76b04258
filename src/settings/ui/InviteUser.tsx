import { Button, Group, Stack, Text } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { authContract } from '#platform/auth/contract.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { settingsContract } from '../contract.ts'
import { CopyField } from './CopyField.tsx'

/** Invites somebody: a one-time link to hand over, mailed as well where mail is set up. */
export function InviteUser({ onClose }: { onClose: () => void }) {
  const { day } = useFormat()
  const people = usePeopleOptions()
  const roles = useCall(settingsContract.roles)
  const invite = useCommand(authContract.invite, { quiet: true })
  const options = (roles.data?.roles ?? []).map((role) => ({ value: role.key, label: role.name }))
  return (
    <Dialog onClose={onClose} title="Invite somebody">
      {invite.data ? (
        <Stack gap="md">
          <CopyField label="One-time link" text={invite.data.link} />
          <Text size="sm" c="dimmed">
            {invite.data.mailed ? 'It was mailed as well.' : 'Send it yourself: no mail server is set up.'} It works
            once, until {day(invite.data.expiresAt.slice(0, 10))}, and is not shown again.
          </Text>
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
