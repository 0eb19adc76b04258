import { type RawBuilder, sql } from 'kysely'
import type { Visible } from './scope.ts'

/** The WHERE condition that keeps a query within what one may see; `owner` is the column that holds the person. */
export function ownedBy(visible: Visible, owner: RawBuilder<unknown>): RawBuilder<boolean> {
  if (visible === 'all') return sql<boolean>`true`
  return sql<boolean>`${owner} = any(${[...visible]}::uuid[])`
}
