import { type RawBuilder, sql } from 'kysely'
import type { Field } from '../fields.ts'

type Piece = RawBuilder<unknown>
type Values = Readonly<Record<string, string | number | Readonly<Record<string, string>> | null>>

/** The columns of the fields, as an insert names them. */
export function insertColumns(fields: readonly Field[]): Piece {
  return sql.join(fields.map(({ column }) => sql.ref(column)))
}

/** The values of an insert into these columns. */
export function insertValues(fields: readonly Field[], values: Values): Piece {
  return sql.join(fields.map(({ name, type }) => sql`${values[name]}::${sql.raw(type)}`))
}

/** The fields in a table: `v.name, v.account_id, …`; what is given under a field's name stands in its place. */
export function columnsOf(fields: readonly Field[], table: string, given: Readonly<Record<string, Piece>> = {}): Piece {
  return sql.join(fields.map(({ name, column }) => given[name] ?? sql`${sql.ref(table)}.${sql.ref(column)}`))
}

/** The fields by their names in the API: `v.name as "name", v.account_id as "accountId", …`. */
export function namedColumnsOf(fields: readonly Field[], table: string): Piece {
  return sql.join(fields.map(({ name, column }) => sql`${sql.ref(table)}.${sql.ref(column)} as ${sql.ref(name)}`))
}

/** The fields as one JSON object by their names in the API. */
export function jsonOf(fields: readonly Field[], table: string): Piece {
  const pairs = fields.map(({ name, column }) => sql`${sql.lit(name)}, ${sql.ref(table)}.${sql.ref(column)}`)
  return sql`jsonb_build_object(${sql.join(pairs)})`
}

/** Sets each column to a value: `name = …, account_id = …`. */
export function setValues(fields: readonly Field[], values: Values): Piece {
  return sql.join(fields.map(({ name, column, type }) => sql`${sql.ref(column)} = ${values[name]}::${sql.raw(type)}`))
}

/** Sets each column to what another table has: `name = v.name, account_id = v.account_id, …`. */
export function setFrom(fields: readonly Field[], table: string): Piece {
  return sql.join(fields.map(({ column }) => sql`${sql.ref(column)} = ${sql.ref(table)}.${sql.ref(column)}`))
}

/** Whether two tables say the same of every field. */
export function sayTheSame(fields: readonly Field[], one: string, other: string): Piece {
  return sql`(row(${columnsOf(fields, one)}) is not distinct from row(${columnsOf(fields, other)}))`
}
