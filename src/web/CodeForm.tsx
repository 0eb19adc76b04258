import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { signInWithCode } from './sign-in.ts'

/** The second step of sign-in, for those with an authenticator app. */
export function CodeForm() {
  const cache = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [waiting, setWaiting] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    setWaiting(true)
    setError(null)
    try {
      await signInWithCode(code)
      await cache.resetQueries()
    } catch (failed) {
      setError(failed)
    } finally {
      setWaiting(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text size="sm">Your password is right. Now the code that your authenticator app shows.</Text>
        <TextInput
          name="code"
          label="Code"
          description="Lost the phone? Type one of the codes that you kept."
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          autoFocus
        />
        <Refused error={error} />
        <Button type="submit" loading={waiting} fullWidth mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
