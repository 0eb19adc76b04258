import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Noun, Things } from '#platform/importing/file-kind.ts'
import { followMerges, takeOut } from '#platform/importing/staged.tx.ts'
import { type Written, writtenColumns } from './thing-columns.sql.ts'

/** A list of things as SQL. */
type Listed = {
  things: Things
  noun: Noun
  table: RawBuilder<unknown>
  /** What a row is known by: its key if it has one, else its name; both as SQL over `s` and over `t`. */
  key?: { staged: RawBuilder<unknown>; stored: RawBuilder<unknown> }
  columns: Written[]
  belongsTo?: RawBuilder<unknown>
}

/** Puts staged things of a noun into their table: matched by key, other keys, or name. */
export async function applyThings(
  tx: Tx,
  input: Applying,
  { things, noun }: { things: Things; noun: Noun },
): Promise<Applied> {
  const listed = asSql(things, noun)
  const hasAliases = input.mapping.columns.some((column) => column.field === 'alias')
  if (things.parent?.unknown === 'made') await createParents(tx, listed)
  await match(tx, listed, hasAliases)
  const merged = await leadToWinners(tx, input, listed)
  await makeIds(tx, listed, input.importId)
  const repeated = hasAliases ? undefined : await takeOutRepeated(tx, input, listed)
  await keepLastRows(tx, listed)
  const { made, changed } = await write(tx, listed, input)
  const aliased = hasAliases ? await writeAliases(tx, listed, input.importId) : new Set<number>()
  await linkParents(tx, listed)
  const newRows = new Set([...made, ...aliased])
  const more = await things.afterwards?.(tx, input)
  return {
    rowsNew: newRows.size,
    rowsChanged: [...changed].filter((row) => !newRows.has(row)).length + (more?.rowsChanged ?? 0),
    groups: [merged, repeated].filter((group) => group !== undefined),
    findings: more?.findings ?? [],
    totals: [],
    creates: more?.creates ?? [],
  }
}

function asSql(things: Things, noun: Noun): Listed {
  const staged = (field: string) => sql`s.${sql.ref(field)}`
  const keyField = noun.key && things.columns[noun.key]
  return {
    things,
    noun,
    table: sql.table(noun.table),
    columns: writtenColumns(things),
    ...(noun.key && keyField && { key: { staged: staged(keyField), stored: sql`t.${sql.ref(noun.key)}` } }),
    ...(things.belongsTo && { belongsTo: staged(things.belongsTo) }),
  }
}

/** The keys a staged row carries for other files, one per line as JSON [key name, value]. */
const aliasesOf = sql`regexp_split_to_table(s.alias, '\n') as each (pair)`

async function match(
  tx: Tx,
  { noun: { noun }, things, table, key, belongsTo }: Listed,
  hasAliases: boolean,
): Promise<void> {
  if (belongsTo) await sql`update staged as s set subject_id = ${belongsTo} where not is_out`.execute(tx)
  if (key)
    await sql`update staged as s set subject_id = t.id from ${table} t where not s.is_out and ${key.stored} = ${key.staged}`.execute(
      tx,
    )
  if (hasAliases && !key) {
    await sql`update staged as s set subject_id = found.id from (select s.row_number, min(a.subject_id::text)::uuid as id from staged s, ${aliasesOf}
        join imports.alias a on a.noun = ${noun} and a.key_name = each.pair::jsonb ->> 0 and a.value = each.pair::jsonb ->> 1 group by 1) as found
      where found.row_number = s.row_number and s.subject_id is null and not s.is_out`.execute(tx)
  }
  const unkeyed = key && things.byName !== 'bare' ? sql`and (${key.staged} is null or ${key.stored} is null)` : sql``
  await sql`update staged as s set subject_id = found.id
    from (select distinct on (s.row_number) s.row_number, t.id from staged s join ${table} t on lower(t.name) = lower(s.name) ${unkeyed}
      where s.subject_id is null and not s.is_out ${key && things.byName === 'bare' ? sql`and ${key.stored} = t.name` : sql``} order by s.row_number, t.created_at, t.id) as found
    where found.row_number = s.row_number`.execute(tx)
}

/** Rows of what was merged into another are about that one, whose own row goes before theirs. */
async function leadToWinners(tx: Tx, input: Applying, { noun, things, key }: Listed) {
  const keyField = noun.key && things.columns[noun.key]
  if (!noun.mergedInto || !key || !keyField) return undefined
  return followMerges(tx, {
    table: noun.table,
    mergedInto: noun.mergedInto,
    key: { column: noun.key!, field: keyField },
    header: input.columnOf(keyField),
  })
}

/** New subjects get ids that follow from the import and the row, so that equal rows share one. */
async function makeIds(tx: Tx, { key }: Listed, importId: string): Promise<void> {
  const natural = key ? sql`coalesce(${key.staged}, lower(s.name))` : sql`lower(s.name)`
  await sql`update staged as s set subject_id = (${importId.slice(0, 24)} || lpad(to_hex(made.first), 12, '0'))::uuid
    from (select ${natural} as natural_key, min(row_number) as first from staged s where subject_id is null and not is_out group by 1) as made
    where s.subject_id is null and not s.is_out and made.natural_key = ${natural}`.execute(tx)
}

async function takeOutRepeated(tx: Tx, input: Applying, { key }: Listed) {
  return takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by subject_id order by row_number) as nth
      from staged where not is_out) as n where nth > 1)`,
    column: input.columnOf('name'),
    value: key ? sql`coalesce(${key.staged}, s.name)` : sql`s.name`,
    kind: 'repeated key',
    reason: 'an earlier row of this file is about the same one',
  })
}

/** Where several rows are about one subject (versions of an item), the last one says how it is now. */
async function keepLastRows(tx: Tx, { belongsTo }: Listed): Promise<void> {
  await sql`drop table if exists pg_temp.last_row`.execute(tx)
  await sql`create temp table last_row on commit drop as select distinct on (subject_id) row_number, subject_id from staged s
    where not is_out ${belongsTo ? sql`and ${belongsTo} is null` : sql``} order by subject_id, row_number desc`.execute(
    tx,
  )
}

async function write(
  tx: Tx,
  { noun: { noun, importColumn }, things, table, columns }: Listed,
  { importId }: Applying,
): Promise<{ made: number[]; changed: number[] }> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const values = sql.join(
    columns.map(({ name, value }) => {
      const standard = things.defaults?.[name]
      return standard === undefined ? value : sql`coalesce(${value}, ${standard})`
    }),
  )
  const differs = sql.join(
    columns.map((column) => column.differs),
    sql` or `,
  )
  const rows = sql`last_row l join staged s on s.row_number = l.row_number`
  await sql`insert into noted (noun, subject_id, before, after)
    select ${noun}, t.id, to_jsonb(t), '{}' from ${table} t join last_row l on l.subject_id = t.id
      join staged s on s.row_number = l.row_number where ${differs}
    on conflict do nothing`.execute(tx)
  const updated = await sql<{ row: number }>`update ${table} as t
    set ${sql.join(columns.map(({ name, over }) => sql`${sql.ref(name)} = ${over}`))}
    from ${rows} where l.subject_id = t.id and (${differs}) returning s.row_number as row`.execute(tx)
  const inserted = await sql<{ row: number; id: string }>`with made as (
      insert into ${table} (id, ${names} ${importColumn ? sql`, ${sql.ref(importColumn)}` : sql``})
      select l.subject_id, ${values} ${importColumn ? sql`, ${importId}::uuid` : sql``} from ${rows}
      where not exists (select 1 from ${table} t where t.id = l.subject_id) returning id)
    select s.row_number as row, made.id from made join last_row l on l.subject_id = made.id join staged s on s.row_number = l.row_number`.execute(
    tx,
  )
  await sql`insert into noted (noun, subject_id, after)
    select ${noun}, unnest(${inserted.rows.map((row) => row.id)}::uuid[]), '{}'`.execute(tx)
  await sql`update noted n set after = to_jsonb(t) from ${table} t where n.noun = ${noun} and n.subject_id = t.id`.execute(
    tx,
  )
  return { made: inserted.rows.map((row) => row.row), changed: updated.rows.map((row) => row.row) }
}

async function writeAliases(tx: Tx, { noun: { noun } }: Listed, importId: string): Promise<Set<number>> {
  const { rows } = await sql<{ row: number }>`with given as (
      select distinct on (key_name, value) s.row_number, each.pair::jsonb ->> 0 as key_name, each.pair::jsonb ->> 1 as value, s.subject_id
      from staged s, ${aliasesOf} where not s.is_out order by key_name, value, s.row_number desc),
    written as (
      insert into imports.alias as a (noun, key_name, value, subject_id, import_id)
      select ${noun}, key_name, value, subject_id, ${importId} from given
      on conflict (noun, key_name, value) do update set subject_id = excluded.subject_id, import_id = excluded.import_id
        where a.subject_id <> excluded.subject_id
      returning key_name, value)
    select distinct given.row_number as row from given join written using (key_name, value)`.execute(tx)
  return new Set(rows.map((row) => row.row))
}

async function createParents(tx: Tx, { noun: { noun }, things: { parent }, table }: Listed): Promise<void> {
  const named = sql`s.${sql.ref(parent!.field)}`
  await sql`with made as (
      insert into ${table} (id, name) select gen_random_uuid(), parent from
        (select distinct ${named} as parent from staged s where not s.is_out and ${named} is not null) as p
      where not exists (select 1 from ${table} t where lower(t.name) = lower(p.parent)) returning id, name)
    insert into noted (noun, subject_id, after)
    select ${noun}, id, jsonb_build_object('id', id, 'name', name, 'mentioned', true) from made`.execute(tx)
}

/** Parents stand in the same file or are known already; one that is neither is left empty. */
async function linkParents(tx: Tx, { noun, things: { parent }, table, key }: Listed): Promise<void> {
  if (!parent) return
  const [column, named] = [sql.ref(parent.column), sql`s.${sql.ref(parent.field)}`]
  const byKey = key && noun.key ? sql`or p.${sql.ref(noun.key)} = ${named}` : sql``
  await sql`update ${table} as t set ${column} = found.parent
    from (select distinct on (l.subject_id) l.subject_id, p.id as parent from last_row l join staged s on s.row_number = l.row_number
      join ${table} p on (lower(p.name) = lower(${named}) ${byKey}) and p.id <> l.subject_id order by l.subject_id, p.id) as found
    where t.id = found.subject_id and t.${column} is distinct from found.parent`.execute(tx)
  await sql`update noted n set after = to_jsonb(t) from ${table} t where n.subject_id = t.id and not n.after ? 'mentioned'`.execute(
    tx,
  )
}
