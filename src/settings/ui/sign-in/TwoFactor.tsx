import { Button, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import classes from '../settings.module.css'
import { SetUpApp } from './SetUpApp.tsx'
import { YourPassword } from './YourPassword.tsx'

/** Whether a code of an authenticator app is asked for at sign-in; setting that up, and ending it. */
export function TwoFactor() {
  const state = useCall(authContract.twoFactor)
  const refresh = () => void state.refetch()
  return (
    <Ready call={state}>
      {({ on, hasPassword }) =>
        !hasPassword ? (
          <Text size="sm" c="dimmed">
            You have no password here, so there is nothing that a code could guard.
          </Text>
        ) : on ? (
          <TurnOff onDone={refresh} />
        ) : (
          <TurnOn onDone={refresh} />
        )
      }
    </Ready>
  )
}

function TurnOn({ onDone }: { onDone: () => void }) {
  const begin = useCommand(authContract.beginTwoFactor, { quiet: true })
  if (begin.data) return <SetUpApp uri={begin.data.uri} backupCodes={begin.data.backupCodes} onDone={onDone} />
  return (
    <PasswordStep
      says="After the password, sign-in then asks for a code from an app on your phone: who learns your password alone gets nowhere."
      label="Set up an app"
      waiting={begin.isPending}
      error={begin.error}
      onPassword={(password) => begin.mutate({ body: { password } })}
    />
  )
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const end = useCommand(authContract.endTwoFactor, {
    quiet: true,
    onDone: () => {
      toast('Sign-in asks for the password alone again')
      onDone()
    },
  })
  return (
    <PasswordStep
      says="Sign-in asks for a code of your app."
      label="Turn it off"
      waiting={end.isPending}
      error={end.error}
      onPassword={(password) => end.mutate({ body: { password } })}
    />
  )
}

type PasswordStepProps = {
  says: string
  label: string
  waiting: boolean
  error: unknown
  onPassword: (password: string) => void
}

function PasswordStep(props: PasswordStepProps) {
  const [asking, setAsking] = useState(false)
  if (asking) return <PasswordAsked {...props} onCancel={() => setAsking(false)} />
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" maw={560}>
        {props.says}
      </Text>
      <Button variant="default" onClick={() => setAsking(true)}>
        {props.label}
      </Button>
    </Group>
  )
}

function PasswordAsked(props: PasswordStepProps & { onCancel: () => void }) {
  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    props.onPassword(String(new FormData(event.currentTarget).get('password')))
  }
  return (
    <form onSubmit={send} className={classes.form}>
      <Stack gap="md">
        <YourPassword />
        <Refused error={props.error} />
        <Group>
          <Button type="submit" loading={props.waiting}>
            {props.label}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
