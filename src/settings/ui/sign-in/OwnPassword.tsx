import { Button, Checkbox, Group, PasswordInput, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import classes from '../settings.module.css'

/** A new password for oneself, knowing the old one; whom an identity provider or the demo signs in has none. */
export function OwnPassword() {
  const state = useCall(authContract.twoFactor)
  return (
    <Ready call={state}>
      {({ hasPassword }) =>
        hasPassword ? (
          <PasswordForm />
        ) : (
          <Text size="sm" c="dimmed">
            You have no password here: you sign in another way.
          </Text>
        )
      }
    </Ready>
  )
}

function PasswordForm() {
  const change = useCommand(authContract.changePassword, { quiet: true })
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const body = {
      current: String(data.get('current')),
      password: String(data.get('password')),
      endTokens: data.get('endTokens') !== null,
    }
    change.mutate(
      { body },
      {
        onSuccess: () => {
          form.reset()
          toast('The new password holds; your other sessions have ended')
        },
      },
    )
  }
  return (
    <form onSubmit={save} className={classes.form}>
      <Stack gap="md">
        <Passwords />
        <Checkbox name="endTokens" label="End my API tokens as well" />
        <Refused error={change.error} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            Set the password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Passwords() {
  return (
    <>
      <PasswordInput
        name="current"
        label="Present password"
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <PasswordInput
        name="password"
        label="New password"
        description="At least 10 characters; what is tried first everywhere is refused."
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={10}
        maxLength={128}
      />
    </>
  )
}
