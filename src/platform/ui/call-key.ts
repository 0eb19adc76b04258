import type { Endpoint } from '../http/contract.ts'
import type { CallInput } from './call.ts'

/** Under which key a call is cached. */
export function keyOf<E extends Endpoint>(endpoint: E, input: CallInput<E>): readonly unknown[] {
  return [
    endpoint.path,
    endpoint.method,
    input.params ?? {},
    input.query ?? {},
    endpoint.method === 'get' ? null : (input.body ?? null),
  ]
}
