import type { Scope } from '../auth/scope.ts'
import type { Db, Tx } from '../db/pool.ts'
import type { PermissionName } from '../registry.ts'

/** A thing that a comment or an action is about. */
export type About = { noun: string; id: string }

/** What a thing is called, and where its screen is below the base of the workspace. */
export type Titled = { id: string; title: string; path: string }

/** A noun that comments and actions may be about: who may read the thing may read them, nobody else. */
export type Subject = {
  noun: string
  /** What reading such things needs. */
  permission: PermissionName
  /** How its ids are written; uuid by default. */
  ids?: 'uuid' | 'text'
  /** Those of these things that the reader may see. */
  seen: (db: Db | Tx, scope: Scope, ids: readonly string[]) => Promise<Titled[]>
}

/** Who reads, and the nouns that there are. */
export type Reader = {
  db: Db | Tx
  scope: Scope
  permissions: ReadonlySet<string>
  subjects: readonly Subject[]
}

/** One word for a thing, to look it up by. */
export function keyOf({ noun, id }: About): string {
  return `${noun} ${id}`
}
