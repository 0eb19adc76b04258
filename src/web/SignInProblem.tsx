import { Alert } from '@mantine/core'
import type { CallError } from '#platform/ui/call.ts'

/** Why nobody was signed in, and the way out. */
export function SignInProblem({ problem }: { problem: CallError['problem'] | null }) {
  if (!problem) return null
  return (
    <Alert color="vermilion" title={problem.message} role="alert">
      {problem.wayOut}
    </Alert>
  )
}
