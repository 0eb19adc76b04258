import { Button, Checkbox, Group, PasswordInput, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import classes from '../settings.module.css'

/** A new password for oneself, knowing the old one. */
export function OwnPassword() {
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
