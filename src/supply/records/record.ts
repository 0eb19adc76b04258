import type { FieldTraits, FieldType } from '#platform/importing/field.ts'

/** What a row may name. */
export type Referred = 'item' | 'family' | 'site' | 'location' | 'supplier' | 'resource' | 'scrap reason'

/** One field of a record: what it is called in the API, in the table, in files and in words. */
export type RecordField = {
  /** Its name in the API; a reference has two more there, with Id and (of items) Name. */
  name: string
  column: string
  label: string
  type: FieldType
  noun?: Referred
  /** What it means, with its unit. */
  words: string
  /** Headers by which files call it, without capitals, blanks and signs. */
  names: string
  /** How much it says that a file holds such records. */
  weight: number
  required: boolean
  traits: FieldTraits
  /** Not shown until chosen. */
  hidden: boolean
  /** What it may not fall below or rise above. */
  least?: number
  most?: number
  /** The only words that it may hold. */
  choices?: readonly string[]
}

/** A cell of a row. */
export type Value = string | number | boolean | null | undefined

/** What a row gives in a field, by the field's name. */
export type Given = (name: string) => Value

/** Why a row makes no sense for itself: the field it is about, and the way out. */
export type WrongRow = { code: string; kind: string; field: string; says: string; wayOut: string }

/** A kind of record that supply keeps: as a file, a grid, a list in the API. */
export type RecordNoun = {
  /** In the address of the API and of the screen. */
  path: string
  /** What the rows are called, and what a file of them is called. */
  plural: string
  one: string
  table: string
  /** Why one has it, in a sentence. */
  words: string
  fields: readonly RecordField[]
  /** The columns that say what a row is about: a second row of the same replaces the first. Empty for things with a name. */
  identity: readonly string[]
  /** Columns that say it too in rows where they are filled. */
  identityWhereFilled?: readonly string[]
  /** Set for things that others name. */
  thing?: Referred
  /** The day by which rows are chosen with from and to. */
  day?: string
  turn: number
  fileWords: RegExp
  /** What is wrong with a row for itself, beyond the bounds of its fields; null where nothing is. */
  wrong?: (given: Given) => WrongRow | null
}

type Extra = { weight?: number; required?: true; traits?: FieldTraits; hidden?: true } & Pick<
  RecordField,
  'least' | 'most' | 'choices'
>

/** A field of a record. */
export function field(
  name: string,
  type: FieldType,
  label: string,
  words: string,
  names: string,
  extra: Extra = {},
): RecordField {
  const { weight = 1, required = false, traits = {}, hidden = false, ...bounds } = extra
  return { name, column: snake(name), label, type, words, names, weight, required, traits, hidden, ...bounds }
}

/** A field that names a thing. */
export function names(
  name: string,
  noun: Referred,
  label: string,
  words: string,
  headers: string,
  extra: Extra = {},
): RecordField {
  return { ...field(name, 'reference', label, words, headers, extra), column: `${snake(name)}_id`, noun }
}

/** The name of a field within a file that is being loaded. */
export function stagedName({ name }: Pick<RecordField, 'name'>): string {
  return snake(name)
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Whether a cell says something. */
export function isFilled(value: Value): boolean {
  return value !== null && value !== undefined && value !== ''
}

/** From and until which day a row holds. */
export const holding: readonly RecordField[] = [
  field(
    'startsOn',
    'day',
    'From',
    'First day on which it holds; among rows about the same, the one that begins last holds.',
    'startdate startson validfrom effectivefrom gueltigab gültigab valablede',
  ),
  field(
    'endsOn',
    'day',
    'Until',
    'Last day on which it holds; empty while it still does.',
    'enddate endson validto effectiveto gueltigbis gültigbis valablejusque',
  ),
]
