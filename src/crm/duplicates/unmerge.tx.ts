import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { changeDealIn } from '../deals/change.tx.ts'
import { versionsOf } from '../deals/history.sql.ts'
import { projection } from '../deals/history.ts'
import { giveBackLines } from '../deals/lines/merged.tx.ts'
import { project } from '../deals/versions.tx.ts'
import { changeRecord, lockRecord } from '../records/record.tx.ts'
import { type Columns, contactKind, leadKind } from '../records/record-kind.ts'
import { restateDeals, retractStated } from '../stages/restate.tx.ts'
import type { MergedNoun } from './candidates.ts'
import type { Row } from './fields.ts'
import { dealChanges, movedBecause, setColumns } from './merge.tx.ts'
import { moveBack } from './moved.tx.ts'
import { cannot, readSides } from './sides.tx.ts'

type Merge = {
  id: string
  noun: MergedNoun
  winnerId: string
  loserId: string
  before: Row
  after: Row
  outsideIds: { winner: string | null; loser: string | null }
  restatedAt: string | null
  undoneAt: string | null
}

/** Takes a merge back: the loser stands again, what moved is its own again, the winner says what it said; later changes stay. */
export async function unmerge(work: Work, scope: Scope, id: string): Promise<{ id: string; back: number }> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const merge = await lockMerge(tx, id)
    const { noun, winnerId, loserId } = merge
    await setColumns(writing, { table: `crm.${noun}`, id: loserId, set: revived(noun) })
    await readSides(tx, scope, merge)
    const deals = await { account: account, contact: record, lead: record, deal: deal }[noun](writing, scope, merge)
    const back = deals + (await moveBack(tx, merge, work.workspace.domains))
    await giveIdBack(writing, merge)
    await sql`update crm.merge set undone_at = ${now}, undone_by = ${actor.id} where id = ${id}`.execute(tx)
    await audit({
      command: `crm.unmerge-${noun}`,
      noun,
      subjectId: winnerId,
      summary: `Took the merge of two ${noun}s back: ${back} rows moved back`,
      before: { mergedFrom: loserId },
      after: { mergedFrom: null },
    })
    for (const each of [winnerId, loserId]) await emit(`crm.${noun}.changed`, { [`${noun}Id`]: each })
    return { id, back }
  })
}

async function lockMerge(tx: Tx, id: string): Promise<Merge> {
  const { rows } = await sql<Merge>`select merge.id, merge.noun, merge.winner_id as "winnerId",
      merge.loser_id as "loserId", merge.before, merge.after, merge.outside_ids as "outsideIds",
      merge.restated_at as "restatedAt", merge.undone_at as "undoneAt"
    from crm.merge merge where merge.id = ${id} for update`.execute(tx)
  const [merge] = rows
  if (!merge) throw notFound('merge', id)
  if (merge.undoneAt !== null)
    throw cannot(`This merge was taken back on ${merge.undoneAt.slice(0, 10)}.`, 'Look at the list of merges.')
  const later = await sql<{
    id: string
  }>`select id from crm.merge where loser_id = ${merge.winnerId} and undone_at is null`.execute(tx)
  if (later.rows[0])
    throw cannot(
      `The ${merge.noun} that stayed was merged into another one since.`,
      'Take that later merge back first.',
    )
  return merge
}

function revived(noun: MergedNoun): Row {
  return noun === 'account' ? { merged_into: null } : { merged_into: null, ended_at: null }
}

async function account(writing: Writing, _scope: Scope, merge: Merge): Promise<number> {
  const { tx, emit } = writing
  const { winnerId, loserId, restatedAt } = merge
  await setBack(writing, { table: 'crm.account', merge })
  if (restatedAt === null) return 0
  const reason = movedBecause(merge)
  const { rows } = await sql<{ id: string }>`select deal_id as id from crm.deal_version
    where recorded_at = ${restatedAt} and reason = ${reason} and retracted_at is null`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await retractStated(writing, { at: restatedAt, reason })
  // Deals that were changed since still say the winner: they get a version of their own.
  await restateDeals(writing, {
    where: sql`deal.id = any(${ids}::uuid[]) and deal.account_id = ${winnerId}`,
    accountId: loserId,
    reason: `merge of account ${loserId} taken back`,
  })
  for (const dealId of ids) await emit('crm.deal.changed', { dealId })
  return ids.length
}

async function record(
  writing: Writing,
  _scope: Scope,
  { noun, winnerId, loserId, before, after }: Merge,
): Promise<number> {
  const kind = noun === 'lead' ? leadKind : contactKind
  const winner = await lockRecord(writing.tx, kind, { id: winnerId })
  const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(kind.table)} t
    where t.id = ${winnerId}`.execute(writing.tx)
  await changeRecord(writing, kind, {
    id: winnerId,
    before: winner,
    values: unchanged(rows[0]!.row, { before, after }) as Columns,
  })
  await sql`update crm.record_change set retracted_at = ${writing.now}
    where subject_id = ${loserId} and noun = ${noun} and retracted_at is null and after ? 'merged_into'`.execute(
    writing.tx,
  )
  return 0
}

async function deal(writing: Writing, scope: Scope, merge: Merge): Promise<number> {
  const { tx, now } = writing
  const { id, winnerId, loserId, restatedAt } = merge
  await sql`update crm.deal_version set retracted_at = null, retracted_by = null
    where deal_id = ${loserId} and retracted_by = ${id}`.execute(tx)
  await project(tx, { dealId: loserId, at: now })
  await giveBackLines(writing, id)
  if (restatedAt === null) return 0
  const newest = projection(await versionsOf(tx, winnerId))
  if (newest && Date.parse(newest.recordedAt) === Date.parse(restatedAt)) {
    await sql`update crm.deal_version set retracted_at = ${now}, retracted_by = ${id}
      where deal_id = ${winnerId} and recorded_at = ${restatedAt} and retracted_at is null`.execute(tx)
    await project(tx, { dealId: winnerId, at: now })
    await writing.emit('crm.deal.changed', { dealId: winnerId })
    return 0
  }
  const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from crm.deal t where t.id = ${winnerId}`.execute(
    tx,
  )
  const { row } = rows[0]!
  const changes = dealChanges(unchanged(row, merge), row)
  await changeDealIn(writing, scope, {
    id: winnerId,
    changedAt: String(row.changed_at),
    changes,
    reason: 'merge taken back',
  })
  return 0
}

/** What the merge set and nobody changed since, with what stood before. */
function unchanged(row: Row, { before, after }: Pick<Merge, 'before' | 'after'>): Row {
  const said = (from: Row, column: string) => JSON.stringify(from[column] ?? null)
  return Object.fromEntries(Object.entries(before).filter(([column]) => said(row, column) === said(after, column)))
}

async function setBack(writing: Writing, { table, merge }: { table: string; merge: Merge }): Promise<void> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t
    where t.id = ${merge.winnerId}`.execute(writing.tx)
  await setColumns(writing, { table, id: merge.winnerId, set: unchanged(rows[0]!.row, merge) })
}

async function giveIdBack(writing: Writing, { noun, winnerId, loserId, outsideIds }: Merge): Promise<void> {
  if (outsideIds.winner !== null || outsideIds.loser === null) return
  const table = `crm.${noun}`
  await setColumns(writing, { table, id: winnerId, set: { external_id: null } })
  await setColumns(writing, { table, id: loserId, set: { external_id: outsideIds.loser } })
}
