import type { RawBuilder } from 'kysely'
import type { Tx } from '../db/pool.ts'
import type { EventName, PermissionName, SeenNoun } from '../registry.ts'
import type { Writing } from '../transaction.ts'
import type { Field } from './field.ts'
import type { Mapping, ProblemGroup, Question, Report, StageMapping } from './mapping.ts'
import type { RowRule } from './rule.ts'

/** What every way of applying staged rows is told. */
export type Applying = {
  importId: string
  /** Nothing of it will stay: what nobody else in the set refers to need not be written. */
  dryRun: boolean
  mapping: Mapping
  identityFields: readonly string[]
  now: string
  today: string
  currency: string
  timeZone: string
  /** The header of the column that holds a field, for messages. */
  columnOf: (field: string) => string
  /** SQL for the id of the thing of a noun that a value names: by its key, by the key that the column is called for, or by name. */
  find: (noun: string, value: RawBuilder<unknown>, column: string) => RawBuilder<unknown>
  /** Asks the domains that guard what is loaded. */
  guard: Writing['guard']
}

/** What applying did. Rows neither new nor changed nor taken out were there already. */
export type Applied = {
  rowsNew: number
  rowsChanged: number
  groups: ProblemGroup[]
  findings: string[]
  totals: Report['totals']
  creates?: Report['creates']
  /** What only a person can say, found by comparing with what is there; nothing is loaded before it is answered. */
  asks?: Question[]
}

/** What taking an import back did. */
export type Undone = {
  ended: number
  revived: number
  kept: number
  /** What it had created on the way and went with it, by noun. */
  gone?: Record<string, number>
}

/** Rows of an import that somebody changed since: by another import, by a user, on which day. */
export type Later = { rows: number; importId: string | null; by: string | null; on: string }

/**
 * How the staged rows of a kind become rows of its domain. Apply finds the temporary tables `staged` (a row per row of
 * the file, its fields typed) and `noted` (noun, subject_id, before, after), and writes into `noted` what it made
 * (`before` is null) or changed outside append-only tables; undo finds there what apply had noted.
 */
export type Rows = {
  /** What the rows are called in a sentence once they are there, where the name of the kind does not do. */
  are?: string
  apply: (tx: Tx, input: Applying) => Promise<Applied>
  /** What stands in the way of taking the import back. */
  later: (tx: Tx, input: { importId: string }) => Promise<Later[]>
  undo: (tx: Tx, input: { importId: string; now: string }) => Promise<Undone>
}

/** A file that lists things of one noun, one per row: matched by key, by other systems' keys, or by name. */
export type Things = {
  noun: string
  /** Stored column -> field of the file. */
  columns: Readonly<Record<string, string>>
  /** The column that takes what the file says in columns kept under their headers. */
  kept?: string
  /** What stands in a column where the file says nothing, on a new thing. */
  defaults?: Readonly<Record<string, string>>
  /** A thing without a key of its own is found by name; 'bare' only where its name is all that was known of it. */
  byName?: 'bare'
  /** The field that names the thing to which rows only lend their keys, as subfamilies do to their family. */
  belongsTo?: string
  /** The column that leads to the parent and the field that names it; 'made' where unknown parents are made. */
  parent?: { column: string; field: string; unknown: 'left empty' | 'made' }
  /** What else the rows say, once the things themselves stand; adds to what was applied. */
  afterwards?: (tx: Tx, input: Applying) => Promise<Pick<Applied, 'rowsChanged' | 'findings' | 'creates'>>
}

/** The words of a column that stand for the stages of a sale. */
export type StageWords = {
  field: string
  /**
   * Guesses what the words mean; `opening` is the header of the column with the opening day, `besides` are the words of
   * the other columns that were looked at, `fields` what the file holds.
   */
  guess: (words: string[], input: { opening?: string; besides: string[]; fields: string[] }) => StageMapping[]
  opening?: string
}

/** How one program writes a kind of file. */
export type Preset = {
  source: string
  /** Headers, as normalHeader writes them, by which its files are known when all are there. */
  signs: readonly string[]
  /** Its files have these headers and no others. */
  noOthers?: true
  /** What its headers mean where the names of the fields do not say; null means not used. */
  fields: Readonly<Record<string, string | null>>
  /** Fields that stand only on the first of the rows that belong together, and hold for the others too. */
  carries?: readonly string[]
}

/** A kind of file: what it holds, how it is recognised, and how its rows become rows of the domain that declares it. */
export type FileKind = {
  /** As one says it of the rows: 'order lines'. Kept with each import, so a name stays for ever. */
  name: string
  /** Kinds with a lower turn are loaded first: what is referred to comes before what refers to it. */
  turn: number
  fields: readonly Field[]
  /** The fields without which a file cannot be loaded; of each inner list one is enough. */
  required: readonly (readonly string[])[]
  /** Headers of a key that only this kind has: rows of known things then need nothing else that is required. */
  updates?: { by: string; headers: readonly string[] }
  /** File names that speak for this kind. */
  fileWords: RegExp
  rule: RowRule
  /** The fields by which rows are known again, the first list that is mapped; none means by their whole content. */
  identity?: readonly (readonly string[])[]
  /** What is the same for all rows because no column says it, from the file's name. */
  constants?: (input: { has: (field: string) => boolean; fileName: string }) => Record<string, string>
  /** What only a person can say of such a file, from its name and what it holds; `constant:FIELD` is carried out by the machine. */
  asks?: (input: { has: (field: string) => boolean; fileName: string }) => Question[]
  stages?: StageWords
  /** Programs that write such files. */
  presets?: readonly Preset[]
  /** What loading and undoing it needs beside the right to import. */
  permission: PermissionName
  /** The noun whose rows one must see all of to look into such a file; anybody who may read imports otherwise. */
  sees?: SeenNoun
  event: EventName
  /** Where what came in can be seen. */
  door?: { label: string; to: string; permission: PermissionName }
  /** What its rows are called in a sentence, where the name does not do. */
  rowsAre?: string
  /** Fields, with their words, in which a file and an edit made here are brought together by the rules of the mapping. */
  merges?: Readonly<Record<string, string>>
  loads: Rows | Things
  /** Where its columns without a field of their own are kept under their headers, as texts in one JSON object. */
  keeps?: {
    table: string
    column: string
    /** Headers, as normalHeader writes them, that are proposed to be kept without having been before. */
    names?: readonly string[]
  }
  /** What other domains take from such files beside; put in by the shell. */
  additions?: readonly Addition[]
}

/** What a later domain takes from the files of a kind that another one declares: further fields, and what becomes of them. */
export type Addition = {
  /** The kind of file, by its name. */
  kind: string
  fields: readonly Field[]
  /** After the rows of the kind itself stand; `staged` has the fields beside the others, of things with their `subject_id`. */
  apply: (tx: Tx, input: Applying) => Promise<void>
}

/** A thing that files may refer to, list or mention. */
export type Noun = {
  noun: string
  plural: string
  table: string
  /** The column with its code or outside id, by which files find it beside its name. */
  key?: string
  /** The code is as much a name as the name: misspelt codes are looked for too. */
  keyIsName?: true
  /** SQL over the table for those that can be referred to; all by default. */
  live?: string
  /** The column that leads from one that was merged to the one it was merged into; files that name it mean that one. */
  mergedInto?: string
  /** Columns that hold the name as well where nothing but a name is known. */
  namedBy?: readonly string[]
  /** The column that remembers the import it came with. */
  importColumn?: string
  /** What creating one needs. */
  permission?: PermissionName
  /** What undoing an import sets back. */
  restores: readonly string[]
}

/** Whether a file lists things of a noun, or is loaded in a way of its own. */
export function areThings(loads: Rows | Things): loads is Things {
  return 'noun' in loads
}

/** The field of that name; a mapping that names another one is refused at the door. */
export function fieldOf(kind: FileKind, field: string): Field {
  const found = kind.fields.find((known) => known.field === field)
  if (!found)
    throw new Error(
      `"${field}" is no field of ${kind.name}; it has ${kind.fields.map((known) => known.field).join(', ')}.`,
    )
  return found
}
