import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Domain } from '#platform/domain.ts'
import type { MergedNoun } from './candidates.ts'

/** Rows that name a thing: where, what they are called, and how the name is written. */
type Naming = { table: string; column: string; says: string; noun?: string }

export type Moved = { says: string; rows: number }

type Merge = { id: string; noun: MergedNoun; winnerId: string; loserId: string }

/** Everything that names the loser names the winner from now on, as the domains declare it; says what moved. */
export async function moveReferences(tx: Tx, merge: Merge, domains: readonly Domain[]): Promise<Moved[]> {
  const moved = new Map<string, number>()
  for (const naming of namings(merge.noun, domains)) {
    const rows = (await moveAll(tx, { merge, naming })) ?? (await moveEach(tx, { merge, naming }))
    if (rows > 0) moved.set(naming.says, (moved.get(naming.says) ?? 0) + rows)
  }
  return [...moved].map(([says, rows]) => ({ says, rows }))
}

/** What would move, counted. */
export async function countReferences(
  db: Db | Tx,
  thing: { noun: MergedNoun; id: string },
  domains: readonly Domain[],
): Promise<Moved[]> {
  const counts = new Map<string, number>()
  for (const naming of namings(thing.noun, domains)) {
    const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(naming.table)} r
      where ${names(naming, { noun: thing.noun, id: thing.id })}`.execute(db)
    if (rows[0]!.rows > 0) counts.set(naming.says, (counts.get(naming.says) ?? 0) + rows[0]!.rows)
  }
  return [...counts].map(([says, rows]) => ({ says, rows }))
}

/** The rows that a merge moved name the loser again, but for those that somebody gave to another one since. */
export async function moveBack(tx: Tx, merge: Merge, domains: readonly Domain[]): Promise<number> {
  let back = 0
  for (const naming of namings(merge.noun, domains)) {
    const { table, column } = naming
    const done = await sql`update ${sql.table(table)} r set ${sql.ref(column)} = ${literal(merge.loserId)}
      from crm.merge_moved m where m.merge_id = ${merge.id} and m.table_name = ${table} and m.column_name = ${column}
        and ${await keyOf(tx, table)} = m.row_key and ${names(naming, { noun: merge.noun, id: merge.winnerId })}`.execute(
      tx,
    )
    back += Number(done.numAffectedRows ?? 0)
  }
  return back
}

function namings(noun: MergedNoun, domains: readonly Domain[]): Naming[] {
  return domains.flatMap(({ refersTo, refersToAny }) => [
    ...refersTo.filter(({ to, staysWhenMerged }) => to === noun && !staysWhenMerged),
    ...refersToAny,
  ])
}

async function moveAll(tx: Tx, { merge, naming }: { merge: Merge; naming: Naming }): Promise<number | null> {
  await sql`savepoint moving`.execute(tx)
  try {
    const rows = await move(tx, { merge, naming, only: null })
    await sql`release savepoint moving`.execute(tx)
    return rows
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error
    await sql`rollback to savepoint moving`.execute(tx)
    return null
  }
}

const uniqueViolation = '23505'

/** Where the winner has such a row already, the loser's stays with the loser; the others move. */
async function moveEach(tx: Tx, { merge, naming }: { merge: Merge; naming: Naming }): Promise<number> {
  const { rows } = await sql<{ key: unknown }>`select ${await keyOf(tx, naming.table)} as key
    from ${sql.table(naming.table)} r where ${names(naming, { noun: merge.noun, id: merge.loserId })}`.execute(tx)
  let moved = 0
  for (const { key } of rows) {
    await sql`savepoint moving_one`.execute(tx)
    try {
      moved += await move(tx, { merge, naming, only: JSON.stringify(key) })
      await sql`release savepoint moving_one`.execute(tx)
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      await sql`rollback to savepoint moving_one`.execute(tx)
    }
  }
  return moved
}

async function move(
  tx: Tx,
  { merge, naming, only }: { merge: Merge; naming: Naming; only: string | null },
): Promise<number> {
  const { table, column } = naming
  const key = await keyOf(tx, table)
  const done = await sql`with moved as (
      update ${sql.table(table)} r set ${sql.ref(column)} = ${literal(merge.winnerId)}
      where ${names(naming, { noun: merge.noun, id: merge.loserId })} ${only === null ? sql`` : sql`and ${key} = ${only}::jsonb`}
      returning ${key} as key)
    insert into crm.merge_moved (merge_id, table_name, column_name, row_key)
    select ${merge.id}, ${table}, ${column}, key from moved`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

function names(naming: Naming, thing: { noun: MergedNoun; id: string }) {
  const same = sql`r.${sql.ref(naming.column)} = ${literal(thing.id)}`
  return naming.noun === undefined ? same : sql`(r.${sql.ref(naming.noun)} = ${thing.noun} and ${same})`
}

/** An id as a bare literal, so that the database reads it as the column is typed: some write ids as text. */
function literal(id: string) {
  return sql.lit(id)
}

/** The primary key of a row `r`, as JSON. */
async function keyOf(tx: Tx, table: string) {
  const { rows } = await sql<{ column: string }>`select a.attname as column from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisprimary order by a.attnum`.execute(tx)
  return sql`jsonb_build_object(${sql.join(rows.flatMap(({ column }) => [sql.lit(column), sql`r.${sql.ref(column)}`]))})`
}
