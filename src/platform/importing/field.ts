/** How the values of a field are written. */
export type FieldType =
  | 'text'
  | 'key'
  | 'decimal'
  | 'money'
  | 'whole'
  | 'share'
  | 'day'
  | 'instant'
  | 'reference'
  | 'alias'
  | 'kept'
  | 'yes-no'

/** What a field may be beyond its type. */
export type FieldTraits = {
  /** Words that everybody writes the same way; other spellings are proposed to be mended. */
  spelling?: 'industries' | 'countries'
  /** A text that may hold the key of another row, as managers and parents are written. */
  holdsKeys?: true
  /** Its values come again and again: a column of unlike values is another one. */
  repeats?: true
  /** A day that may be written as the period it begins (Q1 2026, Jan 2026, FY26); names the field that takes its last day. */
  periods?: string
  /** Often written in millions. */
  mayBeInMillions?: true
  /** Can be said once for all rows of a file where no column says it. */
  forAllRows?: true
  /** What becomes of rows with a bare key that nobody knows; left empty otherwise. */
  unknownKey?: 'quarantine'
  /** What becomes of rows with a name that nobody knows; the thing is created otherwise. */
  unknownName?: 'quarantine'
  /** Its names may be short codes, of which NA (North America) is one. */
  shortCodes?: true
  /** Holds few words, which are looked at in the whole file before it is checked. */
  isWord?: true
  /** Holds the names of the things that another field refers to by code; they are created with it. */
  namesOf?: string
  /** Its values are keys of this name, whatever the header says: a ComponentID is a "productid". */
  keyName?: string
  /** The text field that keeps what the file itself wrote, where a reference is resolved. */
  writtenAs?: string
  /** How much values without a telling header look like this field, from 0 to 1; 'days' where a single column of days is it. */
  byContent?: 'days' | ((values: readonly string[]) => number)
}

/** A thing that can be taken from a file. `names` are the headers it goes by, without capitals, blanks and signs. */
export type Field = FieldTraits & {
  field: string
  label: string
  type: FieldType
  /** The noun a reference leads to. */
  noun?: string
  /** How much the presence of this field says that the file is of this kind. */
  weight: number
  names: readonly string[]
}

type Make = (field: string, label: string, weight: number, names: string, traits?: FieldTraits) => Field

/** A key by which other files call the row; several columns may be one. */
export function alias(field: string, label: string): Field {
  return { field, label, type: 'alias', weight: 0, names: [] }
}

/** What has no field of its own and is kept under its header; several columns may be. */
export function kept(field: string, label: string): Field {
  return { field, label, type: 'kept', weight: 0, names: [] }
}

/** Whether several columns of a file may be one field: what they say stands together. */
export function takesSeveral({ type }: { type: string }): boolean {
  return type === 'alias' || type === 'kept'
}

/** The name under which a column is kept: its header without the signs that addresses and lists are made of. */
export function keptName(header: string): string {
  return header
    .replace(/[^\p{L}\p{N}%&+/._-]+/gu, ' ')
    .trim()
    .slice(0, 80)
}

/** A field that leads to a thing of another noun, by its name, code or key. */
export function reference(
  field: string,
  label: string,
  noun: string,
  weight: number,
  names: string,
  traits: FieldTraits = {},
): Field {
  return { field, label, type: 'reference', noun, weight, names: names.split(' '), ...traits }
}

export const text: Make = make('text')
export const key: Make = make('key')
export const decimal: Make = make('decimal')
export const money: Make = make('money')
export const whole: Make = make('whole')
export const share: Make = make('share')
export const day: Make = make('day')
export const instant: Make = make('instant')
export const yesNo: Make = make('yes-no')

/** A header without capitals, blanks and signs. */
export function normalHeader(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^\p{L}\p{N}%]/gu, '')
}

function make(type: FieldType): Make {
  return (field, label, weight, names, traits = {}) => ({
    field,
    label,
    type,
    weight,
    names: names.split(' '),
    ...traits,
  })
}
