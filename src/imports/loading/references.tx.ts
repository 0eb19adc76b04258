import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { FileKind, Noun } from '#platform/importing/file-kind.ts'
import type { Report } from '#platform/importing/mapping.ts'
import type { Directory } from '../checking/directory.ts'

/** Adds the things a file refers to that nobody knew, as its mapping allows; remembers them as made by this import. */
export async function createReferences(
  tx: Tx,
  input: { importId: string; kind: FileKind; directories: readonly Directory[] },
): Promise<Report['creates']> {
  const creates: Report['creates'] = []
  for (const directory of input.directories) {
    const made = directory.created()
    if (made.length === 0) continue
    const created = await mentioned(tx, { kind: input.kind, noun: directory.noun.noun, made })
    if (created.length === 0) continue
    const [ids, names] = [created.map((each) => each.id), created.map((each) => each.called)]
    const codes = created.map((each) => each.name)
    const { noun } = directory.noun
    await insertNamed(tx, { noun: directory.noun, ids, names, codes, importId: input.importId })
    await sql`insert into noted (noun, subject_id, after)
      select ${noun}, each.id, jsonb_build_object('id', each.id, 'name', each.name, 'mentioned', true)
      from unnest(${ids}::uuid[], ${names}::text[]) as each (id, name)`.execute(tx)
    creates.push({ noun, count: created.length, names: names.slice(0, 20) })
  }
  return creates
}

/** Takes back what was made for rows that were left out after all, and says what remains. */
export async function dropUnmentioned(
  tx: Tx,
  input: { kind: FileKind; directories: readonly Directory[]; creates: Report['creates'] },
): Promise<Report['creates']> {
  const remaining: Report['creates'] = []
  for (const each of input.creates) {
    const directory = input.directories.find(({ noun }) => noun.noun === each.noun)!
    const made = directory.created()
    const used = new Set((await mentioned(tx, { kind: input.kind, noun: each.noun, made })).map(({ id }) => id))
    const gone = made.filter(({ id }) => !used.has(id))
    const ids = gone.map(({ id }) => id)
    await sql`delete from ${sql.table(directory.noun.table)} where id = any(${ids}::uuid[])`.execute(tx)
    await sql`delete from noted where noun = ${each.noun} and subject_id = any(${ids}::uuid[])`.execute(tx)
    const names = new Set(gone.map(({ name }) => name))
    if (used.size > 0)
      remaining.push({ ...each, count: used.size, names: each.names.filter((name) => !names.has(name)) })
  }
  return remaining
}

type Created = { id: string; name: string; called: string }

/** Those of the things made up while reading that a row really goes in with: rows in quarantine create nothing. */
async function mentioned(
  tx: Tx,
  { kind, noun, made }: { kind: FileKind; noun: string; made: { id: string; name: string }[] },
): Promise<Created[]> {
  const ids = made.map((each) => each.id)
  const named = new Map<string, string | null>()
  for (const { field } of kind.fields.filter((each) => each.noun === noun)) {
    const names = kind.fields.find((each) => each.namesOf === field)
    const name = names ? sql`mode() within group (order by s.${sql.ref(names.field)})` : sql`null::text`
    const { rows } = await sql<{ id: string; name: string | null }>`
      select s.${sql.ref(field)} as id, ${name} as name from staged s
      where not s.is_out and s.${sql.ref(field)} = any(${ids}::uuid[]) group by 1`.execute(tx)
    for (const row of rows) named.set(row.id, named.get(row.id) ?? row.name)
  }
  return made.flatMap(({ id, name }) => (named.has(id) ? [{ id, name, called: named.get(id) ?? name }] : []))
}

async function insertNamed(
  tx: Tx,
  {
    noun,
    ids,
    names,
    codes,
    importId,
  }: { noun: Noun; ids: string[]; names: string[]; codes: string[]; importId: string },
): Promise<void> {
  const columns = ['id', 'name', ...(noun.namedBy ?? []), ...(noun.importColumn ? [noun.importColumn] : [])]
  const values = [
    sql`each.id`,
    sql`each.name`,
    ...(noun.namedBy ?? []).map(() => sql`each.code`),
    ...(noun.importColumn ? [sql`${importId}::uuid`] : []),
  ]
  await sql`insert into ${sql.table(noun.table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(values)} from unnest(${ids}::uuid[], ${names}::text[], ${codes}::text[]) as each (id, name, code)`.execute(
    tx,
  )
}
