import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { RecordField, RecordNoun, Referred } from './record.ts'

/** A value of a record as it is shown: exact decimals as text. */
export type RecordRow = Record<string, string | number | boolean | null> & { id: string }

export type RecordsAsked = {
  filters: Readonly<Record<string, string | undefined>>
  from?: string | undefined
  to?: string | undefined
  sort?: string | undefined
  limit: number
  offset: number
}

/** Where a thing of each noun is kept, and what it is called by. */
const referred: Record<Referred, { table: string; shown: string }> = {
  item: { table: 'company.item', shown: 'code' },
  family: { table: 'company.family', shown: 'name' },
  site: { table: 'company.site', shown: 'name' },
  location: { table: 'supply.location', shown: 'name' },
  supplier: { table: 'supply.supplier', shown: 'name' },
  resource: { table: 'supply.resource', shown: 'name' },
  'scrap reason': { table: 'supply.scrap_reason', shown: 'name' },
}

/** One page of the live records of a kind, and how many match. */
export async function recordsPage(
  db: Db,
  noun: RecordNoun,
  asked: RecordsAsked,
): Promise<{ rows: RecordRow[]; total: number }> {
  const from = sql`${sql.table(noun.table)} r ${joins(noun)}`
  const where = sql`where ${sql.join([live(noun), ...conditions(noun, asked)], sql` and `)}`
  const { rows } = await sql<RecordRow>`select ${columns(noun)} from ${from} ${where}
    order by ${order(noun, asked.sort)} limit ${asked.limit} offset ${asked.offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*) as total from ${from} ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** One live record. */
export async function recordById(db: Db | Tx, noun: RecordNoun, id: string): Promise<RecordRow | null> {
  const { rows } = await sql<RecordRow>`select ${columns(noun)} from ${sql.table(noun.table)} r ${joins(noun)}
    where ${live(noun)} and r.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** How many live records of each kind there are. */
export async function recordCounts(db: Db, nouns: readonly RecordNoun[]): Promise<{ path: string; rows: number }[]> {
  const counts = nouns.map(
    (noun) =>
      sql`select ${noun.path}::text as path, (select count(*) from ${sql.table(noun.table)} r where ${live(noun)}) as rows`,
  )
  const { rows } = await sql<{ path: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return rows
}

/** The id of what a text names: by id, code or name. */
export async function idOf(db: Db | Tx, noun: Referred, text: string): Promise<string | null> {
  const { table } = referred[noun]
  const code = hasCode(noun) ? sql`t.code = ${text}` : sql`false`
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table)} t
    where t.id::text = ${text} or ${code} or lower(t.name) = lower(${text}) order by t.created_at limit 1`.execute(db)
  return rows[0]?.id ?? null
}

function hasCode(noun: Referred): boolean {
  return noun !== 'site' && noun !== 'family'
}

function live(noun: RecordNoun): RawBuilder<unknown> {
  return noun.thing ? sql`true` : sql`r.ended_at is null`
}

function joins({ fields }: RecordNoun): RawBuilder<unknown> {
  const all = fields.flatMap(({ name, column, noun }) =>
    noun
      ? [
          sql`left join ${sql.table(referred[noun].table)} ${sql.ref(name)} on ${sql.ref(name)}.id = r.${sql.ref(column)}`,
        ]
      : [],
  )
  return all.length === 0 ? sql`` : sql.join(all, sql` `)
}

function columns({ fields }: RecordNoun): RawBuilder<unknown> {
  return sql.join([sql`r.id`, ...fields.flatMap(columnsOf)])
}

function columnsOf({ name, column, noun, type }: RecordField): RawBuilder<unknown>[] {
  const stored = sql`r.${sql.ref(column)}`
  if (!noun)
    return [
      type === 'decimal' || type === 'share'
        ? sql`trim_scale(${stored})::text as ${sql.ref(name)}`
        : sql`${stored} as ${sql.ref(name)}`,
    ]
  const shown = sql`${sql.ref(name)}.${sql.ref(referred[noun].shown)} as ${sql.ref(name)}`
  const id = sql`${stored} as ${sql.ref(`${name}Id`)}`
  return noun === 'item' ? [shown, id, sql`${sql.ref(name)}.name as ${sql.ref(`${name}Name`)}`] : [shown, id]
}

function conditions({ fields, day }: RecordNoun, asked: RecordsAsked): RawBuilder<unknown>[] {
  const dayColumn = fields.find(({ name }) => name === day)?.column
  return [
    ...fields.flatMap((field) => {
      const value = asked.filters[field.name]
      return value === undefined ? [] : [matches(field, value)]
    }),
    ...(dayColumn && asked.from ? [sql`r.${sql.ref(dayColumn)} >= ${asked.from}`] : []),
    ...(dayColumn && asked.to ? [sql`r.${sql.ref(dayColumn)} <= ${asked.to}`] : []),
  ]
}

function matches({ name, column, noun }: RecordField, value: string): RawBuilder<unknown> {
  const stored = sql`r.${sql.ref(column)}`
  if (value === '-') return sql`${stored} is null`
  if (!noun) return sql`lower(${stored}::text) = lower(${value})`
  const code = hasCode(noun) ? sql`or ${sql.ref(name)}.code = ${value}` : sql``
  return sql`(${stored}::text = ${value} ${code} or lower(${sql.ref(name)}.name) = lower(${value}))`
}

function order(noun: RecordNoun, sort: string | undefined): RawBuilder<unknown> {
  const [name, direction] = (sort ?? '').split(':')
  const field = noun.fields.find((each) => each.name === name)
  const last = ownOrder(noun)
  if (!field) return last
  return sql`${shownOf(field)} ${direction === 'desc' ? sql`desc` : sql`asc`} nulls last, ${last}`
}

/** By name, or newest day first, then by what rows are about: a row that is changed keeps its place. */
function ownOrder({ fields, thing, day }: RecordNoun): RawBuilder<unknown> {
  if (thing) return sql`r.name, r.id`
  const dated = fields.find(({ name }) => name === day)
  const named = fields.find(({ noun }) => noun)
  return sql.join([
    ...(dated ? [sql`r.${sql.ref(dated.column)} desc nulls last`] : []),
    ...(named ? [sql`${shownOf(named)} nulls last`] : []),
    sql`r.identity`,
    sql`r.id`,
  ])
}

function shownOf({ name, column, noun }: RecordField): RawBuilder<unknown> {
  return noun ? sql`${sql.ref(name)}.${sql.ref(referred[noun].shown)}` : sql`r.${sql.ref(column)}`
}
