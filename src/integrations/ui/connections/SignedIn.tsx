import { Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'

/** Finishes a sign-in at another system, when its browser comes back with a code, and opens the connection. */
export function SignedIn() {
  const [{ code, state, error, error_description: why }, change] = useUrlParams()
  const used = useRef('')
  const back = { code: null, state: null, error: null, error_description: null, tab: 'crm' }
  const { mutate, error: refused } = useCommand(integrationsContract.signedIn, {
    quiet: true,
    onDone: ({ id }) => change({ ...back, connection: id }),
  })
  useEffect(() => {
    // A code is worth one try, also where an effect runs twice.
    if (!code || !state || used.current === code) return
    used.current = code
    mutate({ body: { code, state } })
  }, [code, state, mutate])
  if (error && state)
    return <Refused error={`The sign-in was not allowed there (${why || error}); nothing was changed.`} />
  if (!code || !state) return null
  return refused ? <Refused error={refused} /> : <Text size="sm">Signed in; trying the connection…</Text>
}
