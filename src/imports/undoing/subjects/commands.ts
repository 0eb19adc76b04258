import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { ImportRecord } from '../../schema.ts'
import type { Undone } from '../commands.ts'

type Restored = { noun: string; table: ReturnType<typeof sql>; columns: string[] }

/** Nouns in the order in which they can be let go: what refers to others goes first. */
const restored: Restored[] = [
  { noun: 'team membership', table: sql`company.team_membership`, columns: ['ends_on'] },
  { noun: 'reporting line', table: sql`company.reporting_line`, columns: ['ends_on'] },
  { noun: 'team', table: sql`company.team`, columns: ['name', 'territory_id'] },
  { noun: 'person', table: sql`company.person`, columns: ['external_id', 'name', 'email', 'title', 'hired_on'] },
  {
    noun: 'account',
    table: sql`crm.account`,
    columns: [
      'external_id',
      'name',
      'industry',
      'country',
      'parent_id',
      'territory_id',
      'employees',
      'annual_revenue_minor',
      'founded_year',
    ],
  },
  {
    noun: 'item',
    table: sql`company.item`,
    columns: ['code', 'name', 'family_id', 'unit', 'list_price', 'active_from', 'active_to'],
  },
  { noun: 'family', table: sql`company.family`, columns: ['name'] },
  { noun: 'territory', table: sql`company.territory`, columns: ['name', 'parent_id'] },
]

/** Lets go of what the import created where nothing refers to it, and sets back what it changed. */
export async function undoSubjects(tx: Tx, record: ImportRecord): Promise<Undone> {
  await refuseEdited(tx, record)
  await refuseUsed(tx, record)
  await sql`delete from imports.alias where import_id = ${record.id}`.execute(tx)
  if (record.kind === 'accounts')
    await sql`update crm.account set parent_id = null where id in (${createdBy(record, 'account')})`.execute(tx)
  if (record.kind === 'territories')
    await sql`update company.territory set parent_id = null where id in (${createdBy(record, 'territory')})`.execute(tx)
  let [ended, revived, kept] = [0, 0, 0]
  for (const { noun, table, columns } of restored) {
    const back =
      await sql`update ${table} as t set ${sql.join(columns.map((name) => sql`${sql.ref(name)} = b.${sql.ref(name)}`))}
      from imports.change c, jsonb_populate_record(null::${table}, c.before) as b
      where c.import_id = ${record.id} and c.noun = ${noun} and c.before is not null and c.subject_id = t.id`.execute(
        tx,
      )
    revived += Number(back.numAffectedRows ?? 0)
    const gone = await letGo(tx, { record, noun, table })
    ended += gone.ended
    kept += gone.kept
  }
  return { ended, revived, kept }
}

function createdBy(record: ImportRecord, noun: string) {
  return sql`select subject_id from imports.change where import_id = ${record.id} and noun = ${noun} and before is null`
}

/** What others still refer to stays. */
async function letGo(
  tx: Tx,
  { record, noun, table }: { record: ImportRecord; noun: string; table: ReturnType<typeof sql> },
): Promise<{ ended: number; kept: number }> {
  const used = references[noun] ?? []
  const free = used.map(
    (reference) => sql`not exists (select 1 from ${reference.table} r where r.${sql.ref(reference.column)} = t.id)`,
  )
  const gone =
    await sql`delete from ${table} as t where t.id in (${createdBy(record, noun)}) ${free.length > 0 ? sql`and ${sql.join(free, sql` and `)}` : sql``}`.execute(
      tx,
    )
  const left = await sql<{
    rows: number
  }>`select count(*) as rows from ${table} t where t.id in (${createdBy(record, noun)})`.execute(tx)
  return { ended: Number(gone.numAffectedRows ?? 0), kept: left.rows[0]?.rows ?? 0 }
}

type Reference = { table: ReturnType<typeof sql>; column: string; live?: ReturnType<typeof sql>; noun: string }
const standing = sql`r.ended_at is null`

/** An item that an undone import had to leave because ended rows name it stands in nobody's way. */
const notLeftBehind = sql`not exists (select 1 from imports.change c join imports.import i on i.id = c.import_id
  where c.noun = 'item' and c.subject_id = r.id and c.before is null and i.status = 'undone')`

/** Who refers to what; only rows that stand keep an import from being undone, ended ones keep the thing itself. */
const references: Record<string, Reference[]> = {
  team: [{ table: sql`company.team_membership`, column: 'team_id', noun: 'team memberships' }],
  person: [
    { table: sql`crm.deal`, column: 'owner_id', live: standing, noun: 'deals' },
    { table: sql`crm.deal_version`, column: 'owner_id', live: sql`false`, noun: 'deals' },
    { table: sql`crm.order_line`, column: 'owner_id', live: standing, noun: 'order lines' },
    { table: sql`goals.quota`, column: 'subject_id', live: standing, noun: 'quotas' },
    { table: sql`company.reporting_line`, column: 'person_id', live: sql`false`, noun: 'reporting lines' },
    { table: sql`company.reporting_line`, column: 'manager_id', live: sql`false`, noun: 'reporting lines' },
    { table: sql`company.team_membership`, column: 'person_id', live: sql`false`, noun: 'team memberships' },
  ],
  account: [
    { table: sql`crm.deal`, column: 'account_id', live: standing, noun: 'deals' },
    { table: sql`crm.deal_version`, column: 'account_id', live: sql`false`, noun: 'deals' },
    { table: sql`crm.order_line`, column: 'account_id', live: standing, noun: 'order lines' },
    { table: sql`crm.account`, column: 'parent_id', live: sql`false`, noun: 'accounts' },
  ],
  item: [
    { table: sql`crm.deal`, column: 'item_id', live: standing, noun: 'deals' },
    { table: sql`crm.deal_version`, column: 'item_id', live: sql`false`, noun: 'deals' },
    { table: sql`crm.order_line`, column: 'item_id', live: standing, noun: 'order lines' },
  ],
  family: [
    { table: sql`company.item`, column: 'family_id', live: notLeftBehind, noun: 'items' },
    { table: sql`goals.quota`, column: 'subject_id', live: standing, noun: 'quotas' },
  ],
  territory: [
    { table: sql`crm.order_line`, column: 'territory_id', live: standing, noun: 'order lines' },
    { table: sql`crm.account`, column: 'territory_id', live: sql`false`, noun: 'accounts' },
    { table: sql`company.site`, column: 'territory_id', noun: 'sites' },
    { table: sql`company.team`, column: 'territory_id', noun: 'teams' },
    { table: sql`company.territory`, column: 'parent_id', live: sql`false`, noun: 'territories' },
    { table: sql`goals.quota`, column: 'subject_id', live: standing, noun: 'quotas' },
  ],
}

const nounOf: Partial<Record<ImportRecord['kind'], string>> = {
  families: 'family',
  territories: 'territory',
  items: 'item',
  accounts: 'account',
  people: 'person',
}

async function refuseUsed(tx: Tx, record: ImportRecord): Promise<void> {
  const noun = nounOf[record.kind]!
  for (const { table, column, live, noun: users } of references[noun] ?? []) {
    const { rows } = await sql<{
      rows: number
      used: number
    }>`select count(*) as rows, count(distinct r.${sql.ref(column)}) as used from ${table} r
      where r.${sql.ref(column)} in (${createdBy(record, noun)} and not after ? 'mentioned') ${live ? sql`and ${live}` : sql``}`.execute(
      tx,
    )
    const [found] = rows
    if (!found || found.rows === 0) continue
    throw refusal(409, {
      code: 'used-since',
      message: `${record.fileName} cannot be undone: ${found.used} of its ${record.kind} are used by ${found.rows} ${users}.`,
      wayOut: `Undo the import of those ${users} first.`,
    })
  }
}

async function refuseEdited(tx: Tx, record: ImportRecord): Promise<void> {
  const noun = nounOf[record.kind]!
  const { table, columns } = restored.find((each) => each.noun === noun)!
  const { rows } = await sql<{
    name: string
  }>`select t.name from imports.change c join ${table} t on t.id = c.subject_id, jsonb_populate_record(null::${table}, c.after) as a
    where c.import_id = ${record.id} and c.noun = ${noun} and not c.after ? 'mentioned'
      and (${sql.join(columns.map((name) => sql`t.${sql.ref(name)}`))}) is distinct from (${sql.join(columns.map((name) => sql`a.${sql.ref(name)}`))}) order by t.name`.execute(
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
