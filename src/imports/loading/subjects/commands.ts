import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Kind } from '../../schema.ts'
import type { Applied, Applying } from '../applying.ts'
import { takeOut } from '../staging/commands.ts'

type Subject = {
  noun: string
  table: RawBuilder<unknown>
  /** What a row is known by: its key if it has one, else its name; both as SQL over `s` and over `t`. */
  key?: { staged: RawBuilder<unknown>; stored: RawBuilder<unknown> }
  /** Stored column <- value of the staged row. */
  columns: [string, RawBuilder<unknown>][]
  /** Rows of a family file that belong to another family only lend it their keys. */
  belongsTo?: RawBuilder<unknown>
}

/** Puts staged families, territories, items, accounts or people into the company: matched by key, other keys, or name. */
export async function applySubjects(tx: Tx, input: Applying): Promise<Applied> {
  const subject = subjects[input.mapping.kind]
  if (!subject) throw new Error(`${input.mapping.kind} are no subjects.`)
  const hasAliases = input.mapping.columns.some((column) => column.field === 'alias')
  if (subject.noun === 'territory') await createParents(tx, input.importId)
  await match(tx, subject, hasAliases)
  await makeIds(tx, subject, input.importId)
  const repeated = hasAliases ? undefined : await takeOutRepeated(tx, input, subject)
  await keepLastRows(tx, subject)
  const { made, changed } = await write(tx, subject, input)
  const aliased = hasAliases ? await writeAliases(tx, subject, input.importId) : new Set<number>()
  await linkParents(tx, input)
  const newRows = new Set([...made, ...aliased])
  return {
    rowsNew: newRows.size,
    rowsChanged: [...changed].filter((row) => !newRows.has(row)).length,
    groups: repeated ? [repeated] : [],
    findings: [],
    totals: [],
  }
}

const s = (name: string) => sql`s.${sql.ref(name)}`

const subjects: Partial<Record<Kind, Subject>> = {
  families: { noun: 'family', table: sql`company.family`, columns: [['name', s('name')]], belongsTo: s('parent') },
  territories: { noun: 'territory', table: sql`company.territory`, columns: [['name', s('name')]] },
  items: {
    noun: 'item',
    table: sql`company.item`,
    key: { staged: s('code'), stored: sql`t.code` },
    columns: [
      ['code', s('code')],
      ['name', s('name')],
      ['family_id', s('family')],
      ['list_price', s('list_price')],
      ['unit', s('unit')],
      ['active_from', s('active_from')],
      ['active_to', s('active_to')],
    ],
  },
  accounts: {
    noun: 'account',
    table: sql`crm.account`,
    key: { staged: s('key'), stored: sql`t.external_id` },
    columns: [
      ['external_id', s('key')],
      ['name', s('name')],
      ['industry', s('industry')],
      ['country', s('country')],
      ['territory_id', s('territory')],
      ['employees', s('employees')],
      ['annual_revenue_minor', s('annual_revenue')],
      ['founded_year', s('founded_year')],
    ],
  },
  people: {
    noun: 'person',
    table: sql`company.person`,
    key: { staged: s('key'), stored: sql`t.external_id` },
    columns: [
      ['external_id', s('key')],
      ['name', s('name')],
      ['email', s('email')],
      ['title', s('title')],
      ['hired_on', s('hired_on')],
    ],
  },
}

/** The keys a staged row carries for other files, one per line as JSON [key name, value]. */
const aliasesOf = sql`regexp_split_to_table(s.alias, '\n') as each (pair)`

async function match(tx: Tx, { noun, table, key, belongsTo }: Subject, hasAliases: boolean): Promise<void> {
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
  const unkeyed = key ? sql`and (${key.staged} is null or ${key.stored} is null or ${noun} = 'item')` : sql``
  await sql`update staged as s set subject_id = found.id
    from (select distinct on (s.row_number) s.row_number, t.id from staged s join ${table} t on lower(t.name) = lower(s.name) ${unkeyed}
      where s.subject_id is null and not s.is_out ${noun === 'item' ? sql`and t.code = t.name` : sql``} order by s.row_number, t.created_at, t.id) as found
    where found.row_number = s.row_number`.execute(tx)
}

/** New subjects get ids that follow from the import and the row, so that equal rows share one. */
async function makeIds(tx: Tx, { key }: Subject, importId: string): Promise<void> {
  const natural = key ? sql`coalesce(${key.staged}, lower(s.name))` : sql`lower(s.name)`
  await sql`update staged as s set subject_id = (${importId.slice(0, 24)} || lpad(to_hex(made.first), 12, '0'))::uuid
    from (select ${natural} as natural_key, min(row_number) as first from staged s where subject_id is null and not is_out group by 1) as made
    where s.subject_id is null and not s.is_out and made.natural_key = ${natural}`.execute(tx)
}

async function takeOutRepeated(tx: Tx, input: Applying, { key }: Subject) {
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
async function keepLastRows(tx: Tx, { belongsTo }: Subject): Promise<void> {
  await sql`drop table if exists pg_temp.last_row`.execute(tx)
  await sql`create temp table last_row on commit drop as select distinct on (subject_id) row_number, subject_id from staged s
    where not is_out ${belongsTo ? sql`and ${belongsTo} is null` : sql``} order by subject_id, row_number desc`.execute(
    tx,
  )
}

async function write(
  tx: Tx,
  { noun, table, columns }: Subject,
  { importId }: Applying,
): Promise<{ made: number[]; changed: number[] }> {
  const names = sql.join(columns.map(([name]) => sql.ref(name)))
  const values = sql.join(columns.map(([name, value]) => (name === 'unit' ? sql`coalesce(${value}, 'each')` : value)))
  const differs = sql.join(
    columns.map(([name, value]) => sql`(${value} is not null and t.${sql.ref(name)} is distinct from ${value})`),
    sql` or `,
  )
  const rows = sql`last_row l join staged s on s.row_number = l.row_number`
  await sql`insert into imports.change (import_id, noun, subject_id, before, after)
    select ${importId}, ${noun}, t.id, to_jsonb(t), '{}' from ${table} t join last_row l on l.subject_id = t.id
      join staged s on s.row_number = l.row_number where ${differs}
    on conflict do nothing`.execute(tx)
  const updated = await sql<{ row: number }>`update ${table} as t
    set ${sql.join(columns.map(([name, value]) => sql`${sql.ref(name)} = coalesce(${value}, t.${sql.ref(name)})`))}
    from ${rows} where l.subject_id = t.id and (${differs}) returning s.row_number as row`.execute(tx)
  const inserted = await sql<{ row: number; id: string }>`with made as (
      insert into ${table} (id, ${names} ${noun === 'account' ? sql`, import_id` : sql``})
      select l.subject_id, ${values} ${noun === 'account' ? sql`, ${importId}::uuid` : sql``} from ${rows}
      where not exists (select 1 from ${table} t where t.id = l.subject_id) returning id)
    select s.row_number as row, made.id from made join last_row l on l.subject_id = made.id join staged s on s.row_number = l.row_number`.execute(
    tx,
  )
  await sql`insert into imports.change (import_id, noun, subject_id, after)
    select ${importId}, ${noun}, unnest(${inserted.rows.map((row) => row.id)}::uuid[]), '{}'`.execute(tx)
  await sql`update imports.change c set after = to_jsonb(t) from ${table} t where c.import_id = ${importId} and c.noun = ${noun} and c.subject_id = t.id`.execute(
    tx,
  )
  return { made: inserted.rows.map((row) => row.row), changed: updated.rows.map((row) => row.row) }
}

async function writeAliases(tx: Tx, { noun }: Subject, importId: string): Promise<Set<number>> {
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

async function createParents(tx: Tx, importId: string): Promise<void> {
  await sql`with made as (
      insert into company.territory (id, name) select gen_random_uuid(), parent from
        (select distinct s.parent from staged s where not s.is_out and s.parent is not null) as p
      where not exists (select 1 from company.territory t where lower(t.name) = lower(p.parent)) returning id, name)
    insert into imports.change (import_id, noun, subject_id, after)
    select ${importId}, 'territory', id, jsonb_build_object('id', id, 'name', name, 'mentioned', true) from made`.execute(
    tx,
  )
}

/** Parents stand in the same file or are known already; one that is neither is left empty. */
async function linkParents(tx: Tx, { mapping, importId }: Applying): Promise<void> {
  const table =
    mapping.kind === 'accounts' ? sql`crm.account` : mapping.kind === 'territories' ? sql`company.territory` : undefined
  if (!table) return
  const byKey = mapping.kind === 'accounts' ? sql`or p.external_id = s.parent` : sql``
  await sql`update ${table} as t set parent_id = found.parent_id
    from (select distinct on (l.subject_id) l.subject_id, p.id as parent_id from last_row l join staged s on s.row_number = l.row_number
      join ${table} p on (lower(p.name) = lower(s.parent) ${byKey}) and p.id <> l.subject_id order by l.subject_id, p.id) as found
    where t.id = found.subject_id and t.parent_id is distinct from found.parent_id`.execute(tx)
  await sql`update imports.change c set after = to_jsonb(t) from ${table} t where c.import_id = ${importId} and c.subject_id = t.id and not c.after ? 'mentioned'`.execute(
    tx,
  )
}
