import { Refusal } from './refusal.ts'

/** Numbers, one a row; NaN is a missing value. */
export interface NumericColumn {
  readonly kind: 'numeric'
  readonly name: string
  readonly values: ArrayLike<number>
}

/** Names of categories, one a row; null and the empty text are missing values. */
export interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  readonly values: ArrayLike<string | null>
}

/** A column of either kind. */
export type Column = NumericColumn | CategoryColumn

/** Rows of what is known about deals, column by column. */
export interface Table {
  readonly rows: number
  readonly columns: readonly Column[]
}

/** Refuses a table without rows or columns, with columns of other lengths, or with a name that stands twice. */
export function checkTable({ rows, columns }: Table): void {
  if (!Number.isInteger(rows) || rows < 1) {
    throw new Refusal({
      code: 'rows',
      value: rows,
      message: `A table of ${rows} rows cannot be used. Give at least 1.`,
    })
  }
  if (columns.length === 0) {
    throw new Refusal({ code: 'column', value: 0, message: 'The table has no columns. Give at least one feature.' })
  }
  const names = new Set<string>()
  for (const { name, values } of columns) {
    if (names.has(name)) {
      const message = `The column "${name}" stands twice. Give each column a name of its own.`
      throw new Refusal({ code: 'column', value: name, message })
    }
    names.add(name)
    if (values.length === rows) continue
    const message = `The column "${name}" has ${values.length} values for ${rows} rows. Give one value a row, NaN or null where it is missing.`
    throw new Refusal({ code: 'column', value: values.length, message })
  }
}

/** The named rows of a table, in the order given. */
export function rowsOf(table: Table, picked: ArrayLike<number>): Table {
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'numeric') {
      return { ...column, values: Float64Array.from(picked, (row) => column.values[row]!) }
    }
    return { ...column, values: Array.from(picked, (row) => column.values[row]!) }
  })
  return { rows: picked.length, columns }
}
