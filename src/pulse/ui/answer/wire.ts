import type { z } from 'zod'
import type { Endpoint } from '#platform/http/contract.ts'
import { addressOf, type CallInput, reach } from '#platform/ui/call.ts'

/**
 * Calls an endpoint without a key that names the request: nothing is kept of it. `withSession: false` sends no cookie either,
 * and no page that it came from.
 */
export async function send<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  { withSession }: { withSession: boolean },
): Promise<z.output<E['reply']>> {
  const response = await reach(addressOf(endpoint, input), {
    method: endpoint.method.toUpperCase(),
    credentials: withSession ? 'same-origin' : 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers: { 'x-drumbeat': '1', 'content-type': 'application/json' },
    body: JSON.stringify(input.body ?? {}),
  })
  return (await response.json()) as z.output<E['reply']>
}
