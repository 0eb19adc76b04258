import { Button, Stack } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CallError } from '#platform/ui/call.ts'
import { noPasskeys, signInWithPasskey } from '#platform/ui/passkeys.ts'
import { SignInProblem } from './SignInProblem.tsx'

/** Sign-in by fingerprint, face or PIN, where the browser knows how. */
export function PasskeyButton() {
  const cache = useQueryClient()
  const [problem, setProblem] = useState<CallError['problem'] | null>(null)
  const [waiting, setWaiting] = useState(false)
  async function enter(): Promise<void> {
    setWaiting(true)
    setProblem(null)
    try {
      if (await signInWithPasskey()) await cache.resetQueries()
    } catch (error) {
      setProblem(error instanceof CallError ? error.problem : browsers(error))
    } finally {
      setWaiting(false)
    }
  }
  if (noPasskeys() !== null) return null
  return (
    <Stack gap="md" mt="md">
      <Button
        variant="default"
        fullWidth
        loading={waiting}
        leftSection={<IconFingerprint size={18} aria-hidden />}
        onClick={() => void enter()}
      >
        Sign in with a passkey
      </Button>
      <SignInProblem problem={problem} />
    </Stack>
  )
}

/** What the browser says when it will not ask for a passkey here. */
function browsers(error: unknown): CallError['problem'] {
  const reason = error instanceof Error ? error.message : String(error)
  const message = `This browser does not sign in with a passkey here: ${reason}`
  return { code: 'passkey-failed', message, wayOut: 'Sign in with your password.' }
}
