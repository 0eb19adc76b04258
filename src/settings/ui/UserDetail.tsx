import { Button, Group, Stack, Text } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { authContract, type User } from '#platform/auth/contract.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { settingsContract } from '../contract.ts'
import { OneTimeLink } from './OneTimeLink.tsx'

/** A user's role and person, a link for a new password, and closing the login. */
export function UserDetail({ user }: { user: User }) {
  const { instant } = useFormat()
  const params = { id: user.id }
  const roles = useCall(settingsContract.roles)
  const people = usePeopleOptions()
  const undo = useCommand(authContract.changeUser)
  const change = useCommand(authContract.changeUser, {
    quiet: true,
    onDone: () => toast(`${user.name} saved`, { undo: () => undo.mutate({ params, body: accessOf(user) }) }),
  })
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        {user.email} · here since {instant(user.createdAt)} ·{' '}
        {user.lastSeenAt ? `last here ${instant(user.lastSeenAt)}` : 'never signed in'}
      </Text>
      <RecordForm
        key={`${user.role}${user.personId}${user.disabledAt}`}
        fields={[
          {
            name: 'role',
            label: 'Role',
            kind: 'select',
            required: true,
            options: (roles.data?.roles ?? []).map((role) => ({ value: role.key, label: role.name })),
          },
          { name: 'personId', label: 'Is the person', kind: 'select', options: people },
        ]}
        initial={{ role: user.role, personId: user.personId }}
        submit="Save"
        saving={change.isPending}
        error={change.error}
        onSave={({ role, personId }) => change.mutate({ params, body: { role: role ?? user.role, personId } })}
      />
      <NewPassword user={user} />
      <EndLogins user={user} />
      <Closing
        user={user}
        saving={change.isPending}
        onChange={(disabled) => change.mutate({ params, body: { disabled } })}
      />
    </Stack>
  )
}

type ClosingProps = { user: User; saving: boolean; onChange: (disabled: boolean) => void }

function Closing({ user, saving, onChange }: ClosingProps) {
  const { instant } = useFormat()
  const me = useSession().user
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={280}>
        {user.disabledAt
          ? `Closed since ${instant(user.disabledAt)}.`
          : 'Closing ends all sessions and tokens at once; it can be opened again.'}
      </Text>
      <Button
        variant="default"
        disabled={user.id === me.id}
        loading={saving}
        onClick={() => onChange(user.disabledAt === null)}
      >
        {user.disabledAt ? 'Open the login again' : 'Close the login'}
      </Button>
    </Group>
  )
}

function NewPassword({ user }: { user: User }) {
  const reset = useCommand(authContract.resetPassword)
  if (reset.data) {
    return <OneTimeLink label="One-time link for a new password" made={reset.data} />
  }
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={280}>
        Forgot the password? A link lets them set a new one.
      </Text>
      <Button
        variant="default"
        disabled={user.disabledAt !== null}
        loading={reset.isPending}
        onClick={() => reset.mutate({ params: { id: user.id } })}
      >
        Make a reset link
      </Button>
    </Group>
  )
}

/** Ends what a user is signed in by, and a second factor or passkeys that are lost. */
function EndLogins({ user }: { user: User }) {
  const params = { id: user.id }
  const signOut = useCommand(authContract.signUserOut, { onDone: () => toast(`${user.name} is signed out everywhere`) })
  const takeAway = useCommand(authContract.changeUser, {
    onDone: () => toast(`${user.name} signs in by password alone until they set up an app again`),
  })
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={280}>
          Ends every session and every API token. The password stays.
        </Text>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate({ params })}>
          Sign out everywhere
        </Button>
      </Group>
      {user.passkeys > 0 && <EndPasskeys user={user} />}
      {user.twoFactor && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed" maw={280}>
            Signs in with an authenticator app. Lost the phone and the codes?
          </Text>
          <Button
            variant="default"
            loading={takeAway.isPending}
            onClick={() => takeAway.mutate({ params, body: { twoFactor: false } })}
          >
            Take the app away
          </Button>
        </Group>
      )}
    </>
  )
}

function EndPasskeys({ user }: { user: User }) {
  const end = useCommand(authContract.changeUser, { onDone: () => toast(`${user.name} has no passkey any more`) })
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={280}>
        {user.passkeys === 1 ? 'A passkey signs them in.' : `${user.passkeys} passkeys sign them in.`} Lost the device?
      </Text>
      <Button
        variant="default"
        loading={end.isPending}
        onClick={() => end.mutate({ params: { id: user.id }, body: { passkeys: 0 } })}
      >
        Remove {user.passkeys === 1 ? 'it' : 'them'}
      </Button>
    </Group>
  )
}

function accessOf({ role, personId, disabledAt }: User) {
  return { role, personId, disabled: disabledAt !== null }
}
