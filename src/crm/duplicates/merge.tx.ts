import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { newId } from '#platform/ids.ts'
import { type Kept, keptBeside } from '#platform/kept/kept.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { refuseUnknown } from '../accounts/change.tx.ts'
import { changeDealIn } from '../deals/change.tx.ts'
import type { DealChanges } from '../deals/contract.ts'
import { dealFields } from '../deals/fields.ts'
import type { LinesKept } from '../deals/lines/contract.ts'
import { mergeLines } from '../deals/lines/merged.tx.ts'
import { endEmptyDeals } from '../deals/projection.tx.ts'
import { changeRecord, lockRecord } from '../records/record.tx.ts'
import { type Columns, contactKind, leadKind } from '../records/record-kind.ts'
import { restateDeals } from '../stages/restate.tx.ts'
import { refuseApart } from './apart.tx.ts'
import type { MergedNoun } from './candidates.ts'
import { chosenColumns, type Row } from './fields.ts'
import { type Moved, moveReferences } from './moved.tx.ts'
import { cannot, lockSides, type Sides } from './sides.tx.ts'

export type Merging = {
  noun: MergedNoun
  winnerId: string
  loserId: string
  choices: Readonly<Record<string, 'winner' | 'loser'>>
  lines?: LinesKept | undefined
}

/** Merges two that are the same: the winner keeps the chosen values, all that named the loser names the winner from now on. */
export async function mergeTwo(work: Work, scope: Scope, input: Merging): Promise<{ id: string; moved: Moved[] }> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    const { noun, winnerId, loserId } = input
    const sides = await lockSides(tx, scope, input)
    await refuseApart(tx, { noun, ids: [winnerId, loserId] })
    if (noun === 'lead' && sides.loser.status === 'converted')
      throw cannot(`${String(sides.loser.name)} was converted already.`, 'Merge the other lead into this one.')
    const values = chosenColumns(noun, sides, input.choices)
    const id = newId()
    await sql`insert into crm.merge (id, noun, winner_id, loser_id, merged_at, merged_by, before, after, outside_ids)
      values (${id}, ${noun}, ${winnerId}, ${loserId}, ${now}, ${actor.id}, ${json(before(sides.winner, values))}, ${json(values)},
        ${json({ winner: sides.winner.external_id, loser: sides.loser.external_id })})`.execute(tx)
    const merge = { ...input, id, values, sides }
    const restated = await { account: account, contact: record, lead: record, deal: deal }[noun](writing, scope, merge)
    const moved = await moveReferences(tx, merge, work.workspace.domains)
    await sql`update crm.merge set restated_at = ${restated.at} where id = ${id}`.execute(tx)
    await handOverId(writing, merge)
    if (restated.deals > 0) moved.unshift({ says: 'deals', rows: restated.deals })
    await say(writing, merge, moved)
    return { id, moved }
  })
}

type Merge = Merging & { id: string; values: Row; sides: Sides }
type Restated = { deals: number; at: string | null }

/** Deals of the loser are the winner's from now on; what they were known as before stays readable. */
async function account(
  writing: Writing,
  _scope: Scope,
  { winnerId, loserId, values, sides }: Merge,
): Promise<Restated> {
  const { tx, emit } = writing
  const outOfCircle: Row = sides.winner.parent_id === loserId ? { parent_id: sides.loser.parent_id ?? null } : {}
  const fields = keptBeside(keptOf(sides.winner), keptOf(sides.loser))
  const set: Stored = {
    ...outOfCircle,
    ...values,
    ...(fields && { file_fields: { ...keptOf(sides.winner), ...fields } }),
  }
  const parentId = (set.parent_id ?? null) as string | null
  if (parentId === winnerId)
    throw cannot('An account cannot be part of itself.', 'Keep the value of the account that stays.')
  await refuseUnknown(tx, { id: winnerId, facts: { name: String(sides.winner.name), territoryId: null, parentId } })
  await setColumns(writing, { table: 'crm.account', id: winnerId, set })
  await sql`update crm.merge set before = before || ${json(before(sides.winner, set))}, after = after || ${json(set)}
    where winner_id = ${winnerId} and loser_id = ${loserId} and undone_at is null`.execute(tx)
  const { deals, at } = await restateDeals(writing, {
    where: sql`deal.account_id = ${loserId}`,
    accountId: winnerId,
    reason: movedBecause({ winnerId, loserId }),
  })
  await setColumns(writing, { table: 'crm.account', id: loserId, set: { merged_into: winnerId } })
  const { rows } = await sql<{ id: string }>`select deal_id as id from crm.deal_version
    where recorded_at = ${at} and reason = ${movedBecause({ winnerId, loserId })}`.execute(tx)
  for (const { id } of rows) await emit('crm.deal.changed', { dealId: id })
  return { deals, at: deals > 0 ? at : null }
}

/** Why the versions of deals say another account, by which they are found again. */
export function movedBecause({ winnerId, loserId }: { winnerId: string; loserId: string }): string {
  return `account ${loserId} merged into ${winnerId}`
}

/** Contacts and leads keep the change in their history. */
async function record(writing: Writing, _scope: Scope, { noun, winnerId, loserId, values }: Merge): Promise<Restated> {
  const kind = noun === 'lead' ? leadKind : contactKind
  const winner = await lockRecord(writing.tx, kind, { id: winnerId })
  await changeRecord(writing, kind, { id: winnerId, before: winner, values: values as Columns })
  const loser = await lockRecord(writing.tx, kind, { id: loserId })
  const gone = { ended_at: writing.now, merged_into: winnerId }
  await changeRecord(writing, kind, { id: loserId, before: loser, values: gone })
  return { deals: 0, at: null }
}

/** What was known of the losing deal stays known as of then; from now on it counts nowhere. */
async function deal(writing: Writing, scope: Scope, merge: Merge): Promise<Restated> {
  const { tx } = writing
  const { id, winnerId, loserId, values, sides } = merge
  const fields = keptBeside(keptOf(sides.winner), keptOf(sides.loser))
  const changes = { ...dealChanges(values, sides.loser), ...(fields && { fields }) }
  const changedAt = String(sides.winner.changed_at)
  const edited = await changeDealIn(writing, scope, {
    id: winnerId,
    changedAt,
    changes,
    reason: `merged with ${String(sides.loser.name)}`,
  })
  await sql`update crm.deal_version set retracted_at = ${writing.now}, retracted_by = ${id}
    where deal_id = ${loserId} and retracted_at is null`.execute(tx)
  await endEmptyDeals(tx, { of: sql`select ${loserId}::uuid as deal_id`, at: writing.now })
  await mergeLines(writing, { mergeId: id, winnerId, loserId, whose: merge.lines })
  await setColumns(writing, { table: 'crm.deal', id: loserId, set: { merged_into: winnerId } })
  return { deals: 0, at: edited.changedAt === changedAt ? null : edited.changedAt }
}

/** What a stored row holds in the fields that files have brought. */
function keptOf(row: Row): Kept | null {
  return (row.file_fields ?? null) as unknown as Kept | null
}

/** Columns of a deal as its edit takes them; a stage brings its category and close day. */
export function dealChanges(values: Row, of: Row) {
  const changes = Object.fromEntries(
    Object.entries(values).map(([column, value]) => [dealFields.find((field) => field.column === column)!.name, value]),
  )
  if (values.stage_id === undefined) return changes
  return {
    ...changes,
    forecastCategory: of.forecast_category as DealChanges['forecastCategory'],
    closedOn: of.closed_on as string | null,
  }
}

/** A winner without an outside id takes the loser's, so that files that know it go on finding it. */
async function handOverId(writing: Writing, { noun, winnerId, loserId, sides }: Merge): Promise<void> {
  if (sides.winner.external_id !== null || sides.loser.external_id === null) return
  const table = `crm.${noun}`
  await setColumns(writing, { table, id: loserId, set: { external_id: null } })
  await setColumns(writing, { table, id: winnerId, set: { external_id: sides.loser.external_id! } })
}

/** Columns with what they are to hold. */
type Stored = Readonly<Record<string, string | number | Kept | null>>

/** Sets columns of a row. */
export async function setColumns({ tx }: Writing, row: { table: string; id: string; set: Stored }): Promise<void> {
  const pairs = Object.entries(row.set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (pairs.length === 0) return
  await sql`update ${sql.table(row.table)} set ${sql.join(pairs)} where id = ${row.id}`.execute(tx)
}

async function say({ audit, emit }: Writing, merge: Merge, moved: readonly Moved[]): Promise<void> {
  const { noun, winnerId, loserId, values } = merge
  const isPerson = noun === 'contact' || noun === 'lead'
  await audit({
    command: `crm.merge-${noun}`,
    noun,
    subjectId: winnerId,
    summary: isPerson
      ? `Merged a ${noun} into another one`
      : `Merged the ${noun} ${String(merge.sides.loser.name)} into ${String(merge.sides.winner.name)}`,
    before: { mergedFrom: null },
    after: {
      mergedFrom: loserId,
      taken: Object.keys(values),
      moved: moved.map(({ says, rows }) => `${rows} ${says}`),
    },
  })
  for (const id of [winnerId, loserId]) await emit(`crm.${noun}.changed`, { [`${noun}Id`]: id })
}

function before(row: Row, values: Stored): Row {
  return Object.fromEntries(Object.keys(values).map((column) => [column, row[column] ?? null]))
}

function json(value: unknown): string {
  return JSON.stringify(value)
}
