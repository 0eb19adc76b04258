import type { Domain } from '../domain.ts'
import type { Writing } from '../transaction.ts'
import type { Erased } from './trace.ts'

/** Has every domain take a person out of the texts that it keeps, in the transaction of the erasure. */
export async function forget(writing: Writing, domains: readonly Domain[], erased: Erased): Promise<void> {
  for (const { forgets } of domains) await forgets?.(writing, erased)
}
