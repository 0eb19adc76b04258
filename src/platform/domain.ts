import type { Scope } from './auth/scope.ts'
import type { Dated } from './dated.ts'
import type { Db, Tx } from './db/pool.ts'
import type { Demo } from './demo.ts'
import type { DigestView } from './digest-view.ts'
import type { Erased } from './erasing/trace.ts'
import type { Mount } from './http/mount.ts'
import type { Addition, FileKind, Noun } from './importing/file-kind.ts'
import type { Job } from './jobs/jobs.ts'
import type { Need } from './need.ts'
import type { Written } from './numbers/written.ts'
import type { EventName, GuardedWrites, PermissionName, SeenNoun } from './registry.ts'
import type { SearchSource } from './search/source.ts'
import type { Subject } from './subjects/subject.ts'
import type { Writing } from './transaction.ts'

/** One reader's question of what needs somebody now. */
export type Asking = {
  db: Db
  scope: Scope
  permissions: ReadonlySet<string>
  now: Date
  most: number
  /** How the company writes numbers. */
  written: Written
}

/** Rows of this domain that name a thing of a noun; undoing, erasing and deleting ask them first. */
export type Reference = {
  /** The noun that is named, as its own domain calls it. */
  to: string
  table: string
  column: string
  /** What these rows are called in a sentence ("deals"). */
  says: string
  /** The noun that these rows are themselves; those left over from an undone import hinder nobody. */
  rowsAre?: string
  /** These rows are computed from others and made anew after every change: they go with what they name. */
  derived?: true
  /** SQL over `r` for rows that have ended for good: they let go of what they name when it is undone. Never by default. */
  spent?: string
  /** SQL over `r` for the rows that stand; the others keep the thing, but nobody is hindered by them. All stand by default. */
  live?: string
  /** They tell what was known then, or are told anew otherwise: when what they name is merged into another, they stay as they are. */
  staysWhenMerged?: true
}

/** Rows that name a thing of any noun, the noun written beside its id: they follow a thing that is merged into another. */
export type AnyReference = { table: string; noun: string; column: string; says: string }

/** A guard runs inside the transaction of the write it guards, and refuses by throwing a refusal. */
export type Guards = {
  [Write in keyof GuardedWrites]?: (
    tx: Tx,
    about: GuardedWrites[Write],
    by: Pick<Writing, 'now' | 'actor'>,
  ) => Promise<void>
}

/** What a domain tells the shell of itself; the shell assembles the product from these. */
export type Domain = {
  name: string
  /** Domains whose public files, tables and events it may use; '*' is every one. */
  uses: readonly string[]
  /** What one may be allowed to do here, in plain words. */
  permissions: Readonly<Record<string, string>>
  /** What its events are called. */
  events: readonly EventName[]
  /** When this happened anywhere, these jobs of this domain follow in the same transaction. */
  reactions: Readonly<Partial<Record<EventName, readonly string[]>>>
  /** Nouns whose rows are seen as far as the reader's scope reaches. */
  sees: readonly SeenNoun[]
  refersTo: readonly Reference[]
  refersToAny: readonly AnyReference[]
  /** The files it can be loaded from. */
  files: readonly FileKind[]
  /** What it takes from the files of domains that it uses, beside what these take. */
  takesFrom: readonly Addition[]
  /** The things that files refer to, list or mention. */
  nouns: readonly Noun[]
  search: readonly SearchSource[]
  /** The nouns that comments and actions may be about. */
  subjects: readonly Subject[]
  attention?: (asking: Asking) => Promise<Need[]>
  /** Who may ask for its attention lines. */
  attentionFor?: PermissionName
  /** What it has with a day or an hour for a reader's calendar. */
  dated?: (asking: Omit<Asking, 'most'>) => Promise<Dated[]>
  /** Who may see that. */
  datedFor?: PermissionName
  /** Its screens that can be sent as parts of a digest. */
  digestViews: readonly DigestView[]
  guards: Guards
  /** Takes a person who is erased out of the texts that it keeps, in the transaction of the erasure. */
  forgets?: (writing: Writing, erased: Erased) => Promise<void>
  /** Its rows of the demo company. */
  demo?: Demo
  routes?: (mount: Mount) => void
  jobs: readonly Job[]
}

/** Declares a domain; what is left out is empty. A reaction may name only jobs that the domain has. */
export function domain<const Jobs extends readonly Job[] = readonly []>(
  name: string,
  declared: Pick<Domain, 'uses'> &
    Partial<Omit<Domain, 'name' | 'uses' | 'jobs' | 'reactions'>> & {
      jobs?: Jobs
      reactions?: Readonly<Partial<Record<EventName, readonly Jobs[number]['name'][]>>>
    },
): Domain {
  return {
    name,
    permissions: {},
    events: [],
    reactions: {},
    sees: [],
    refersTo: [],
    refersToAny: [],
    files: [],
    takesFrom: [],
    nouns: [],
    search: [],
    subjects: [],
    digestViews: [],
    guards: {},
    ...declared,
    jobs: declared.jobs ?? [],
  }
}
