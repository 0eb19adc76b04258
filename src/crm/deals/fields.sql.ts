import { type RawBuilder, sql } from 'kysely'
import { type DealField, type DealState, dealFields } from './fields.ts'

/** The fields of a deal as columns: `v.name, v.account_id, …`. */
export function columnsOf(table: string): RawBuilder<unknown> {
  return sql.join(dealFields.map(({ column }) => sql`${sql.ref(table)}.${sql.ref(column)}`))
}

/** The same as an insert names them. */
export const fieldColumns = sql.join(dealFields.map(({ column }) => sql.ref(column)))

/** The fields of a deal by their names in the API: `v.name as "name", v.account_id as "accountId", …`. */
export function namedColumnsOf(table: string): RawBuilder<unknown> {
  return sql.join(dealFields.map(({ name, column }) => sql`${sql.ref(table)}.${sql.ref(column)} as ${sql.ref(name)}`))
}

/** The fields of a deal as one JSON object by their names in the API. */
export function jsonOf(table: string): RawBuilder<unknown> {
  const pairs = dealFields.map(({ name, column }) => sql`${sql.lit(name)}, ${sql.ref(table)}.${sql.ref(column)}`)
  return sql`jsonb_build_object(${sql.join(pairs)})`
}

/** A state as the values of an insert into fieldColumns. */
export function valuesOf(state: DealState): RawBuilder<unknown> {
  return sql.join(dealFields.map(({ name, type }) => sql`${state[name]}::${sql.raw(type)}`))
}

/** The columns of a table for an insert into fieldColumns, but for the fields that something else gives. */
export function columnsBut(table: string, given: Partial<Record<DealField, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(dealFields.map(({ name, column }) => given[name] ?? sql`${sql.ref(table)}.${sql.ref(column)}`))
}

/** Sets each field to what another table has: `name = v.name, account_id = v.account_id, …`. */
export function setFrom(table: string): RawBuilder<unknown> {
  return sql.join(dealFields.map(({ column }) => sql`${sql.ref(column)} = ${sql.ref(table)}.${sql.ref(column)}`))
}

/** Whether two tables say the same of every field. */
export function sameState(one: string, other: string): RawBuilder<unknown> {
  return sql`(row(${columnsOf(one)}) is not distinct from row(${columnsOf(other)}))`
}
