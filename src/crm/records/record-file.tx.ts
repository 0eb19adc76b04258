import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Later, Rows, Undone } from '#platform/importing/file-kind.ts'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { followMerges, takeOut } from '#platform/importing/staged.tx.ts'
import type { RecordKind } from './record-kind.ts'

/** How a file of leads or contacts becomes rows with a history, and how that is taken back. */
export function recordRows(kind: RecordKind): Rows {
  return {
    apply: (tx, input) => applyRecords(tx, kind, input),
    later: (tx, { importId }) => laterChanges(tx, importId),
    undo: (tx, input) => undoRecords(tx, kind, input),
  }
}

/** Column -> what a staged row says of it. */
function stagedValues(kind: RecordKind): Record<string, RawBuilder<unknown>> {
  const shared = {
    external_id: 'key',
    name: 'full_name',
    title: 'title',
    email: 'email',
    phone: 'phone',
    owner_id: 'owner',
  }
  const own =
    kind.noun === 'contact'
      ? { account_id: 'account' }
      : {
          ...{ company: 'company', country: 'country', industry: 'industry', source: 'source', status: 'status' },
          ...{ contacted_at: 'contacted_at', converted_at: 'converted_at', disqualified_reason: 'disqualified_reason' },
        }
  return Object.fromEntries(
    Object.entries({ ...shared, ...own, created_at: 'created_at' }).map(([column, field]) => [
      column,
      sql.ref(`s.${field}`),
    ]),
  )
}

async function applyRecords(tx: Tx, kind: RecordKind, input: Applying): Promise<Applied> {
  await findKnown(tx, kind)
  const merged = await followMerges(tx, {
    table: kind.table,
    mergedInto: 'merged_into',
    key: { column: 'external_id', field: 'key' },
    header: input.columnOf(input.mapping.columns.some(({ field }) => field === 'key') ? 'key' : 'email'),
  })
  const groups = [...(merged ? [merged] : []), ...(await repeatedRows(tx, input))]
  const said = Object.entries(stagedValues(kind)).filter(([column]) => isMapped(column, input))
  const changed = await changeKnown(tx, kind, { input, said })
  const added = await addNew(tx, kind, input)
  return { rowsNew: added, rowsChanged: changed, groups, findings: [], totals: await totals(tx, kind) }
}

/** A row is known by its id, also one that was merged into another, else by its e-mail, else by name and company (or account), where that is one row only. */
async function findKnown(tx: Tx, kind: RecordKind): Promise<void> {
  const table = sql.table(kind.table)
  const beside =
    kind.noun === 'lead'
      ? sql`lower(r.company) is not distinct from lower(s.company)`
      : sql`r.account_id is not distinct from s.account`
  const open = sql`r.ended_at is null and r.erased_at is null`
  const one = (where: RawBuilder<unknown>) =>
    sql`(select (array_agg(r.id))[1] from ${table} r where ${open} and ${where} having count(*) = 1)`
  const gone = (where: RawBuilder<unknown>) =>
    sql`(select (array_agg(r.id))[1] from ${table} r where r.merged_into is not null and r.erased_at is null and ${where} having count(*) = 1)`
  await sql`update staged as s set subject_id = coalesce(
      case when s.key is not null then ${one(sql`r.external_id = s.key`)} end,
      ${gone(sql`r.external_id = s.key`)},
      case when s.email is not null then ${one(sql`lower(r.email) = lower(s.email) and (s.key is null or r.external_id is null)`)} end,
      case when s.email is null then ${one(sql`r.email is null and lower(r.name) = lower(s.full_name) and ${beside} and (s.key is null or r.external_id is null)`)} end,
      ${gone(sql`lower(r.email) = lower(s.email) and (s.key is null or r.external_id is null)`)})
    where not s.is_out`.execute(tx)
}

async function repeatedRows(tx: Tx, input: Applying): Promise<ProblemGroup[]> {
  const key = sql`coalesce(key, lower(email), subject_id::text)`
  const group = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by ${key} order by row_number) as nth
      from staged where not is_out and ${key} is not null) as n where nth > 1)`,
    column: input.columnOf(input.mapping.columns.some(({ field }) => field === 'key') ? 'key' : 'email'),
    value: sql`coalesce(s.key, s.email)`,
    kind: 'repeated key',
    reason: 'an earlier row of this file is the same person',
  })
  return group ? [group] : []
}

/** What the file says replaces what stood; empty cells leave it. */
async function changeKnown(
  tx: Tx,
  kind: RecordKind,
  { input, said }: { input: Applying; said: [string, RawBuilder<unknown>][] },
): Promise<number> {
  const table = sql.table(kind.table)
  const now = (column: string) => sql.ref(`r.${column}`)
  const differs = sql.join(
    said.map(([column, value]) => sql`(${value} is not null and ${value} is distinct from ${now(column)})`),
    sql` or `,
  )
  const object = (of: (column: string, value: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(
      said.map(
        ([column, value]) =>
          sql`${sql.lit(column)}, case when ${value} is not null and ${value} is distinct from ${now(column)} then ${of(column, value)} end`,
      ),
    )}))`
  const before = sql`(select jsonb_object_agg(k, to_jsonb(r) -> k) from jsonb_object_keys(${object((_, value) => sql`to_jsonb(${value})`)}) k)`
  await sql`insert into crm.record_change (id, noun, subject_id, recorded_at, import_id, before, after)
    select uuidv7(), ${kind.noun}, r.id, ${input.now}, ${input.importId}, ${before}, ${object((_, value) => sql`to_jsonb(${value})`)}
    from staged s join ${table} r on r.id = s.subject_id where not s.is_out and (${differs})`.execute(tx)
  const set = sql.join(said.map(([column, value]) => sql`${sql.ref(column)} = coalesce(${value}, ${now(column)})`))
  const changed = await sql`update ${table} r set ${set}, changed_at = ${input.now}
    from staged s where r.id = s.subject_id and not s.is_out and (${differs})`.execute(tx)
  return Number(changed.numAffectedRows ?? 0)
}

async function addNew(tx: Tx, kind: RecordKind, input: Applying): Promise<number> {
  const table = sql.table(kind.table)
  const values = { ...stagedValues(kind), created_at: sql`coalesce(s.created_at, ${input.now}::timestamptz)` }
  const columns = Object.keys(values)
  const id = sql`(${input.importId.slice(0, 24)} || lpad(to_hex(s.row_number), 12, '0'))::uuid`
  const added =
    await sql`insert into ${table} (id, import_id, changed_at, ${sql.join(columns.map((column) => sql.ref(column)))})
    select ${id}, ${input.importId}, ${input.now}, ${sql.join(Object.values(values))}
    from staged s where not s.is_out and s.subject_id is null order by s.row_number`.execute(tx)
  await sql`insert into crm.record_change (id, noun, subject_id, recorded_at, import_id, before, after)
    select uuidv7(), ${kind.noun}, r.id, ${input.now}, ${input.importId}, null,
      jsonb_strip_nulls(to_jsonb(r) - array['id', 'import_id', 'changed_at', 'erased_at', 'ended_at'])
    from ${table} r where r.import_id = ${input.importId}`.execute(tx)
  return Number(added.numAffectedRows ?? 0)
}

/** Rows of the import that somebody changed since. */
async function laterChanges(tx: Tx, importId: string): Promise<Later[]> {
  const { rows } = await sql<Later>`
    select count(distinct c.subject_id) as rows, c.import_id as "importId", u.name as by, max(c.recorded_at)::date::text as "on"
    from crm.record_change c left join auth."user" u on u.id = c.actor_user_id
    where c.import_id is distinct from ${importId} and c.retracted_at is null
      and exists (select from crm.record_change mine where mine.subject_id = c.subject_id and mine.import_id = ${importId}
        and mine.retracted_at is null and (mine.recorded_at, mine.id) < (c.recorded_at, c.id))
    group by 2, 3 order by 1 desc`.execute(tx)
  return rows
}

/** What was new ends, what was changed says again what it said. */
async function undoRecords(
  tx: Tx,
  kind: RecordKind,
  { importId, now }: { importId: string; now: string },
): Promise<Undone> {
  const table = sql.table(kind.table)
  const mine = sql`c.subject_id = r.id and c.noun = ${kind.noun} and c.import_id = ${importId} and c.retracted_at is null`
  const set = sql.join(
    kind.columns.map(
      (column) => sql`${sql.ref(column)} = case when c.before ? ${sql.lit(column)}
        then (jsonb_populate_record(r, c.before)).${sql.ref(column)} else ${sql.ref(`r.${column}`)} end`,
    ),
  )
  const revived = await sql`update ${table} r set ${set}, changed_at = ${now} from crm.record_change c
    where ${mine} and c.before is not null and r.erased_at is null`.execute(tx)
  const ended = await sql`update ${table} r set ended_at = ${now}, changed_at = ${now} from crm.record_change c
    where ${mine} and c.before is null and r.ended_at is null`.execute(tx)
  await sql`update crm.record_change set retracted_at = ${now} where import_id = ${importId} and retracted_at is null`.execute(
    tx,
  )
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}

/** Which columns the file speaks of; a name may be put together from its parts, a status from a yes or no. */
function isMapped(column: string, { mapping }: Applying): boolean {
  const fields = new Set(mapping.columns.map(({ field }) => field))
  if (column === 'name') return ['full_name', 'first_name', 'last_name'].some((field) => fields.has(field))
  if (column === 'status') return ['status', 'is_converted', 'converted_at'].some((field) => fields.has(field))
  const fieldOf: Record<string, string> = { external_id: 'key', owner_id: 'owner', account_id: 'account' }
  return fields.has(fieldOf[column] ?? column)
}

async function totals(tx: Tx, kind: RecordKind): Promise<Applied['totals']> {
  if (kind.noun === 'contact') {
    const { rows } = await sql<{ all: number; placed: number }>`select count(*) as all, count(account) as placed
      from staged where not is_out`.execute(tx)
    return [
      { label: 'Contacts', value: String(rows[0]!.all) },
      { label: 'With an account', value: String(rows[0]!.placed) },
    ]
  }
  const { rows } = await sql<{ status: string; leads: number }>`select status, count(*) as leads
    from staged where not is_out group by status order by status`.execute(tx)
  return rows.map(({ status, leads }) => ({ label: `Leads ${status}`, value: String(leads) }))
}
