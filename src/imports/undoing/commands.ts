import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { endEmptyDeals, projectDeals } from '../loading/deal-projection/commands.ts'
import { importById } from '../queries.ts'
import type { ImportRecord, Kind } from '../schema.ts'
import { undoSubjects } from './subjects/commands.ts'

/** What taking an import back did. */
export type Undone = { ended: number; revived: number; kept: number }

const events: Record<Kind, string> = {
  families: 'company.items.imported',
  territories: 'company.territories.imported',
  items: 'company.items.imported',
  accounts: 'crm.accounts.imported',
  people: 'company.people.imported',
  quotas: 'goals.quotas.imported',
  deals: 'crm.deals.imported',
  'deal history': 'crm.deals.imported',
  'order lines': 'crm.orders.imported',
}

/**
 * Takes a whole import back, as a recorded retraction: its rows end, what it replaced stands again, nothing is erased.
 * Refused, with what stands in the way, where somebody has built on it since.
 */
export async function undoImport(work: Work, id: string): Promise<ImportRecord> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('imports.load'))`.execute(tx)
    const record = await importById(tx, id)
    if (!record) throw refusal(404, { code: 'not-found', message: `There is no import ${id}.` })
    if (record.status !== 'loaded') {
      throw refusal(409, {
        code: 'not-loaded',
        message: `${record.fileName} is ${record.status}; only a loaded import can be undone.`,
      })
    }
    const undone = await undoKind(tx, record, now)
    await sql`update imports.import set status = 'undone', undone_at = ${now}, undone_by = ${actor.id} where id = ${id}`.execute(
      tx,
    )
    await audit({
      command: 'imports.undo',
      noun: 'import',
      subjectId: id,
      summary: `Undid the import of ${record.fileName}: ${undone.ended} taken back, ${undone.revived} standing again${undone.kept > 0 ? `, ${undone.kept} kept because others refer to them` : ''}`,
      after: undone,
    })
    await emit(events[record.kind], { importId: id, undone: true })
  })
  return (await importById(work.workspace.db, id))!
}

async function undoKind(tx: Tx, record: ImportRecord, now: string): Promise<Undone> {
  if (record.kind === 'order lines')
    return undoRows(tx, record, { table: sql`crm.order_line`, noun: 'order lines', now })
  if (record.kind === 'quotas') return undoRows(tx, record, { table: sql`goals.quota`, noun: 'quotas', now })
  if (record.kind === 'deals' || record.kind === 'deal history') return undoDeals(tx, record, now)
  return undoSubjects(tx, record)
}

/** Rows that end and begin: this import's end, those it had ended stand again. */
async function undoRows(
  tx: Tx,
  record: ImportRecord,
  { table, noun, now }: { table: ReturnType<typeof sql>; noun: string; now: string },
): Promise<Undone> {
  const later = await sql<{ rows: number; by: string; on: string }>`
    select count(*) as rows, coalesce(i.file_name, 'an edit') as by, max(r.ended_at)::date::text as "on" from ${table} r left join imports.import i on i.id = r.ended_by
    where r.import_id = ${record.id} and r.ended_at is not null and r.ended_by is distinct from ${record.id} group by 2 order by 1 desc`.execute(
    tx,
  )
  refuseLater(record, noun, later.rows)
  const ended =
    await sql`update ${table} set ended_at = ${now}, ended_by = ${record.id} where import_id = ${record.id} and ended_at is null`.execute(
      tx,
    )
  const revived =
    await sql`update ${table} set ended_at = null, ended_by = null where ended_by = ${record.id} and import_id is distinct from ${record.id}`.execute(
      tx,
    )
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}

async function undoDeals(tx: Tx, record: ImportRecord, now: string): Promise<Undone> {
  const later = await sql<{ rows: number; by: string; on: string }>`
    select count(distinct v.deal_id) as rows, coalesce(i.file_name, u.name, 'an edit') as by, max(v.recorded_at)::date::text as "on"
    from crm.deal_version v left join imports.import i on i.id = v.import_id left join auth."user" u on u.id = v.actor_user_id
    where v.import_id is distinct from ${record.id} and v.retracted_at is null
      and exists (select 1 from crm.deal_version mine where mine.deal_id = v.deal_id and mine.import_id = ${record.id} and mine.recorded_at < v.recorded_at)
    group by 2 order by 1 desc`.execute(tx)
  refuseLater(record, 'deals', later.rows)
  await sql`create temp table touched on commit drop as
    select distinct deal_id from crm.deal_version where import_id = ${record.id} or retracted_by = ${record.id}`.execute(
    tx,
  )
  const ended =
    await sql`update crm.deal_version set retracted_at = ${now}, retracted_by = ${record.id} where import_id = ${record.id} and retracted_at is null`.execute(
      tx,
    )
  const revived =
    await sql`update crm.deal_version set retracted_at = null, retracted_by = null where retracted_by = ${record.id} and import_id is distinct from ${record.id}`.execute(
      tx,
    )
  await sql`update crm.deal d set created_on = (c.before ->> 'created_on')::date from imports.change c
    where c.import_id = ${record.id} and c.noun = 'deal' and c.subject_id = d.id and c.before is not null`.execute(tx)
  await projectDeals(tx)
  await endEmptyDeals(tx, now)
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}

function refuseLater(record: ImportRecord, noun: string, later: { rows: number; by: string; on: string }[]): void {
  if (later.length === 0) return
  const who = later.slice(0, 5).map(({ rows, by, on }) => `${rows} by ${by} on ${on}`)
  const total = later.reduce((sum, { rows }) => sum + rows, 0)
  throw refusal(409, {
    code: 'changed-since',
    message: `${record.fileName} cannot be undone: ${total} of its ${noun} were changed since (${who.join('; ')}).`,
    wayOut: 'Undo the later imports first, or correct the rows one by one.',
  })
}
