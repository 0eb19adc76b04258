import type { PermissionName, SeenNoun } from '../registry.ts'

/** Whose rows one may see: everybody's, or those of the listed people (an empty list sees none). */
export type Visible = 'all' | readonly string[]

/** How far a role sees by default, per noun. */
export type Reach = 'all' | 'team' | 'own' | 'none'

export type Role = {
  key: string
  name: string
  /** One sentence for the people who hand roles out. */
  does: string
  permissions: readonly PermissionName[]
  reach: Readonly<Record<SeenNoun, Reach>>
}

export type SignedIn = { id: string; name: string; email: string; role: string; personId: string | null }

/** What one user may see, handed to every query. */
export type Scope = {
  userId: string
  role: string
  personId: string | null
  /** Whose rows of each noun. */
  sees: Readonly<Record<SeenNoun, Visible>>
}

/** Sees nothing: for callers whom nobody knows. */
export const noScope: Scope = { userId: '', role: '', personId: null, sees: everyNoun([]) }

/** Sees everything: for what Drumbeat does by itself. */
export const fullScope: Scope = { userId: '', role: '', personId: null, sees: everyNoun('all') }

/** The same answer for whatever noun is asked, also for nouns that domains add later. */
function everyNoun(visible: Visible): Scope['sees'] {
  return new Proxy({}, { get: () => visible }) as Scope['sees']
}
