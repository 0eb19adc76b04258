import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CallError } from '#platform/ui/call.ts'
import { CodeForm } from './CodeForm.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import { signIn } from './sign-in.ts'

/** Sign-in with e-mail and password. */
export function PasswordForm() {
  const cache = useQueryClient()
  const [problem, setProblem] = useState<CallError['problem'] | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [needsCode, setNeedsCode] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setWaiting(true)
    setProblem(null)
    try {
      const state = await signIn({ email: String(form.get('email')), password: String(form.get('password')) })
      if (state === 'code-needed') setNeedsCode(true)
      else await cache.resetQueries()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setProblem(error.problem)
    } finally {
      setWaiting(false)
    }
  }
  if (needsCode) return <CodeForm />
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <SignInProblem problem={problem} />
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput name="password" label="Password" autoComplete="current-password" required withAsterisk={false} />
        <Button type="submit" loading={waiting} fullWidth mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
