import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Domain, Reference } from '#platform/domain.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Noun, Things, Undone } from '#platform/importing/file-kind.ts'
import { nounOf } from '../kinds.ts'
import type { ImportRecord } from '../schema.ts'
import { referrersFirst } from './order.ts'

/** Lets go of what the import created where nothing refers to it, and sets back what it changed. */
export async function undoThings(
  tx: Tx,
  { record, domains, things }: { record: ImportRecord; domains: readonly Domain[]; things: Things },
): Promise<Undone> {
  const references = domains.flatMap((each) => each.refersTo)
  const listed = nounOf(domains, things.noun)
  await refuseEdited(tx, record, listed)
  await refuseUsed(tx, { record, noun: listed, references })
  await sql`delete from imports.alias where import_id = ${record.id}`.execute(tx)
  if (things.parent)
    await sql`update ${sql.table(listed.table)} set ${sql.ref(things.parent.column)} = null where id in (${createdBy(record, listed.noun)})`.execute(
      tx,
    )
  const made = await letGoOfMade(tx, { record, domains })
  let revived = 0
  for (const noun of domains.flatMap((each) => each.nouns)) revived += await setBack(tx, record, noun)
  return { ended: made.ended, revived, kept: made.kept }
}

/** Removes what an import created where nobody else uses it; ended rows let go of what they name. */
export async function letGoOfMade(
  tx: Tx,
  { record, domains }: { record: ImportRecord; domains: readonly Domain[] },
): Promise<{ ended: number; kept: number; gone: Record<string, number> }> {
  const references = domains.flatMap((each) => each.refersTo)
  let [ended, kept] = [0, 0]
  const gone: Record<string, number> = {}
  for (const noun of referrersFirst(
    domains.flatMap((each) => each.nouns),
    references,
  )) {
    const declared = references.filter(({ to }) => to === noun.noun)
    const users = [...declared, ...(await undeclared(tx, noun, declared))]
    const one = await letGo(tx, { record, noun, users })
    ended += one.ended
    kept += one.kept
    if (one.ended > 0) gone[one.ended === 1 ? noun.noun : noun.plural] = one.ended
  }
  return { ended, kept, gone }
}

async function setBack(tx: Tx, record: ImportRecord, { noun, table, restores }: Noun): Promise<number> {
  const columns = sql.join(restores.map((name) => sql`${sql.ref(name)} = b.${sql.ref(name)}`))
  const back = await sql`update ${sql.table(table)} as t set ${columns}
      from imports.change c, jsonb_populate_record(null::${sql.table(table)}, c.before) as b
      where c.import_id = ${record.id} and c.noun = ${noun} and c.before is not null and c.subject_id = t.id`.execute(
    tx,
  )
  return Number(back.numAffectedRows ?? 0)
}

function createdBy(record: ImportRecord, noun: string) {
  return sql`select subject_id from imports.change where import_id = ${record.id} and noun = ${noun} and before is null`
}

/** Foreign keys that nobody declared hinder too: the database would refuse. */
async function undeclared(tx: Tx, { noun, table }: Noun, declared: readonly Reference[]): Promise<Reference[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select n.nspname || '.' || t.relname as table, a.attname as column from pg_constraint c
      join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass`.execute(tx)
  return rows
    .filter((key) => !declared.some((each) => each.table === key.table && each.column === key.column))
    .map((key) => ({ to: noun, ...key, says: key.table }))
}

/** What others still refer to stays. Who refers is asked once per reference, however many rows there are to let go of. */
async function letGo(
  tx: Tx,
  { record, noun: { noun, table: name }, users }: { record: ImportRecord; noun: Noun; users: Reference[] },
): Promise<{ ended: number; kept: number }> {
  const table = sql.table(name)
  const { rows: made } = await sql<{ id: string }>`
    select id from ${table} where id in (${createdBy(record, noun)})`.execute(tx)
  if (made.length === 0) return { ended: 0, kept: 0 }
  const ids = made.map(({ id }) => id)
  const free = await unused(tx, { ids, users: users.filter(({ derived }) => !derived) })
  for (const { table: ended, column, spent } of users.filter((each) => each.spent))
    await sql`update ${sql.table(ended)} r set ${sql.ref(column)} = null
      where r.${sql.ref(column)} = any(${free}::uuid[]) and ${sql.raw(spent!)}`.execute(tx)
  for (const { table: computed, column } of users.filter(({ derived }) => derived))
    await sql`delete from ${sql.table(computed)} r where r.${sql.ref(column)} = any(${free}::uuid[])`.execute(tx)
  await sql`delete from ${table} where id = any(${free}::uuid[])`.execute(tx)
  return { ended: free.length, kept: ids.length - free.length }
}

/** Those that no row names, but for rows that have ended for good. */
async function unused(
  tx: Tx,
  { ids, users }: { ids: readonly string[]; users: readonly Reference[] },
): Promise<string[]> {
  let left = [...ids]
  for (const { table, column, spent } of users) {
    if (left.length === 0) break
    const { rows } = await sql<{ id: string }>`
      select distinct r.${sql.ref(column)} as id from ${sql.table(table)} r
      where r.${sql.ref(column)} = any(${left}::uuid[]) ${spent ? sql`and not (${sql.raw(spent)})` : sql``}`.execute(tx)
    const used = new Set(rows.map(({ id }) => id))
    left = left.filter((id) => !used.has(id))
  }
  return left
}

/** What an undone import had to leave because ended rows name it stands in nobody's way. */
function isLive({ live, rowsAre }: Reference) {
  if (live !== undefined) return sql.raw(live)
  if (rowsAre === undefined) return sql`true`
  return sql`not exists (select 1 from imports.change c join imports.import i on i.id = c.import_id
    where c.noun = ${rowsAre} and c.subject_id = r.id and c.before is null and i.status = 'undone')`
}

async function refuseUsed(
  tx: Tx,
  { record, noun: { noun }, references }: { record: ImportRecord; noun: Noun; references: readonly Reference[] },
): Promise<void> {
  for (const reference of references.filter(({ to }) => to === noun)) {
    const { table, column, says } = reference
    const { rows } = await sql<{
      rows: number
      used: number
    }>`select count(*) as rows, count(distinct r.${sql.ref(column)}) as used from ${sql.table(table)} r
      where r.${sql.ref(column)} in (${createdBy(record, noun)} and not after ? 'mentioned') and ${isLive(reference)}`.execute(
      tx,
    )
    const [found] = rows
    if (!found || found.rows === 0) continue
    throw refusal(409, {
      code: 'used-since',
      message: `${record.fileName} cannot be undone: ${found.used} of its ${record.kind} are used by ${found.rows} ${says}.`,
      wayOut: `Undo the import of those ${says} first.`,
    })
  }
}

async function refuseEdited(tx: Tx, record: ImportRecord, { noun, table: name, restores }: Noun): Promise<void> {
  const table = sql.table(name)
  const { rows } = await sql<{
    name: string
  }>`select t.name from imports.change c join ${table} t on t.id = c.subject_id, jsonb_populate_record(null::${table}, c.after) as a
    where c.import_id = ${record.id} and c.noun = ${noun} and not c.after ? 'mentioned'
      and (${sql.join(restores.map((column) => sql`t.${sql.ref(column)}`))}) is distinct from (${sql.join(restores.map((column) => sql`a.${sql.ref(column)}`))}) order by t.name`.execute(
    tx,
  )
  if (rows.length === 0) return
  const names = rows.slice(0, 5).map((row) => row.name)
  throw refusal(409, {
    code: 'changed-since',
    message: `${record.fileName} cannot be undone: ${rows.length} of its ${record.kind} were changed since (${names.join(', ')}).`,
    wayOut: 'Undo the later imports first, or correct them one by one.',
  })
}
