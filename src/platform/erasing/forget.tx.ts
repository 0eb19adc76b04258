import type { Domain } from '../domain.ts'
import type { Writing } from '../transaction.ts'
import { forgetInViews } from '../views/forget.tx.ts'
import type { Erased } from './trace.ts'

/** Takes a person out of saved views and has every domain take them out of the texts that it keeps, in the transaction of the erasure. */
export async function forget(writing: Writing, domains: readonly Domain[], erased: Erased): Promise<void> {
  await forgetInViews(writing, erased)
  for (const { forgets } of domains) await forgets?.(writing, erased)
}
