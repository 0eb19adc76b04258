import type { Scope } from '../auth/scope.ts'
import type { Db } from '../db/pool.ts'
import type { PermissionName } from '../registry.ts'
import type { Reader } from '../subjects/subject.ts'

/** What a search found: a thing by its name, and where its screen is. */
export type Hit = { id: string; title: string; detail: string | null; path: string }

/** Things of one noun that can be found by name or code, as far as the reader may see them. */
export type SearchSource = {
  kind: string
  permission: PermissionName
  find: (db: Db, scope: Scope, wanted: { text: string; limit: number; reader: Reader }) => Promise<Hit[]>
}
