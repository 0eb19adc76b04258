import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Directory } from '../../checking/directory.ts'
import type { Report } from '../../schema.ts'

/** Adds the things a file refers to that nobody knew, as its mapping allows; remembers them as made by this import. */
export async function createReferences(
  tx: Tx,
  input: { importId: string; directories: Partial<Record<string, Directory>> },
): Promise<Report['creates']> {
  const creates: Report['creates'] = []
  for (const directory of Object.values(input.directories)) {
    const created = directory?.created() ?? []
    if (!directory || created.length === 0) continue
    const [ids, names] = [created.map((each) => each.id), created.map((each) => each.name)]
    await insertNamed(tx, { noun: directory.noun, ids, names, importId: input.importId })
    await sql`insert into imports.change (import_id, noun, subject_id, after)
      select ${input.importId}, ${directory.noun}, each.id, jsonb_build_object('id', each.id, 'name', each.name, 'mentioned', true)
      from unnest(${ids}::uuid[], ${names}::text[]) as each (id, name)`.execute(tx)
    creates.push({ noun: directory.noun, count: created.length, names: names.slice(0, 20) })
  }
  return creates
}

async function insertNamed(
  tx: Tx,
  input: { noun: string; ids: string[]; names: string[]; importId: string },
): Promise<void> {
  const rows = sql`unnest(${input.ids}::uuid[], ${input.names}::text[]) as each (id, name)`
  if (input.noun === 'item')
    await sql`insert into company.item (id, code, name) select id, name, name from ${rows}`.execute(tx)
  if (input.noun === 'person') await sql`insert into company.person (id, name) select id, name from ${rows}`.execute(tx)
  if (input.noun === 'account')
    await sql`insert into crm.account (id, name, import_id) select id, name, ${input.importId}::uuid from ${rows}`.execute(
      tx,
    )
  if (input.noun === 'territory')
    await sql`insert into company.territory (id, name) select id, name from ${rows}`.execute(tx)
  if (input.noun === 'family') await sql`insert into company.family (id, name) select id, name from ${rows}`.execute(tx)
}
