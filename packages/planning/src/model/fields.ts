/** What a field may hold; the one description behind validation, JSON Schema and the field tables of the README. */
export type Field =
  | { readonly kind: 'text'; readonly says: string; readonly required?: boolean; readonly options?: readonly string[] }
  | { readonly kind: 'flag'; readonly says: string; readonly required?: boolean }
  | ({
      readonly kind: 'number'
      readonly says: string
      readonly required?: boolean
      /** `null` stands for "no limit". */
      readonly open?: boolean
    } & Range)
  | ({
      readonly kind: 'series'
      readonly says: string
      readonly required?: boolean
      /** `null` stands for "no limit", in a period or in all. */
      readonly open?: boolean
    } & Range)
  | {
      readonly kind: 'table'
      readonly says: string
      readonly required?: boolean
      readonly of: Fields
      readonly named?: boolean
    }
  | { readonly kind: 'record'; readonly says: string; readonly required?: boolean; readonly of: Fields }
  | { readonly kind: 'hours'; readonly says: string; readonly required?: boolean }
  | { readonly kind: 'list'; readonly says: string; readonly required?: boolean; readonly options?: readonly string[] }
  | { readonly kind: 'either'; readonly says: string; readonly required?: boolean; readonly of: readonly Field[] }

export type Fields = Readonly<Record<string, Field>>

/** Inclusive limits of a number, unless `above` says strictly greater. */
export interface Range {
  readonly least?: number
  readonly above?: number
  readonly most?: number
  readonly whole?: boolean
}

/** A text field. */
export function text(says: string, more: { required?: boolean; options?: readonly string[] } = {}): Field {
  return { kind: 'text', says, ...more }
}

/** A yes/no field. */
export function flag(says: string): Field {
  return { kind: 'flag', says }
}

/** A number, by default not negative. */
export function number(says: string, more: Range & { required?: boolean } = {}): Field {
  return { kind: 'number', says, ...atLeastZero(more), ...more }
}

/** A number for all periods or one per period, by default not negative. */
export function series(says: string, more: Range & { required?: boolean } = {}): Field {
  return { kind: 'series', says, ...atLeastZero(more), ...more }
}

/** A most per period that may be open: `null`, in a period or in all, means no limit. */
export function limit(says: string): Field {
  return { kind: 'series', says: `${says}; null = no limit`, least: 0, open: true }
}

/** A most in all that may be open: `null` means no limit. */
export function most(says: string, more: Range = {}): Field {
  return { kind: 'number', says: `${says}; null = no limit`, ...atLeastZero(more), ...more, open: true }
}

/** Rows of the same fields; `named` rows may be written as their id alone. */
export function table(says: string, of: Fields, more: { required?: boolean; named?: boolean } = {}): Field {
  return { kind: 'table', says, of, ...more }
}

/** One object with these fields. */
export function record(says: string, of: Fields): Field {
  return { kind: 'record', says, of }
}

/** Hours by resource or pool. */
export function hours(says: string): Field {
  return { kind: 'hours', says }
}

/** A list of texts. */
export function list(says: string, options?: readonly string[], required?: boolean): Field {
  return { kind: 'list', says, ...(options && { options }), ...(required && { required }) }
}

/** One of several forms. */
export function either(says: string, of: readonly Field[], more: { required?: boolean } = {}): Field {
  return { kind: 'either', says, of, ...more }
}

function atLeastZero(range: Range): Range {
  return range.least === undefined && range.above === undefined ? { least: 0 } : {}
}
