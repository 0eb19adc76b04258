/**
 * Names that domains add in their domain.ts, so that a typo in an emit, a reaction, a permission or a scope is a type error.
 * Each domain extends these interfaces by declaration merging; platform adds its own.
 */
export interface EventNames {
  'users.changed': true
  /** The database was replaced by a backup: what is worked out from it may be missing. */
  'workspace.restored': true
}
export interface PermissionNames {
  'signed-in': true
  public: true
}
/** Nouns whose rows belong to a person, so that a role sees everybody's, the team's, one's own, or none. */
// biome-ignore lint/suspicious/noEmptyInterface: each domain adds its nouns
export interface SeenNouns {}
/** Writes that other domains may guard, with what the guard is told. */
// biome-ignore lint/suspicious/noEmptyInterface: each domain adds its writes
export interface GuardedWrites {}

/** The demo company as its generator draws it; its types are added by the generator. */
// biome-ignore lint/suspicious/noEmptyInterface: the generator adds what it draws
export interface DemoWorld {}

export type EventName = keyof EventNames
export type PermissionName = keyof PermissionNames
export type SeenNoun = keyof SeenNouns
