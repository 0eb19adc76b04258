import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Erased } from '#platform/erasing/trace.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import { type Columns, differing, fieldOfColumn, type RecordKind } from './record-kind.ts'

/** Adds a row with its first line of history. */
export async function addRecord(writing: Writing, kind: RecordKind, values: Columns): Promise<string> {
  const { tx, now } = writing
  const id = newId()
  const columns = Object.keys(values)
  await sql`insert into ${sql.table(kind.table)} (id, changed_at, ${sql.join(columns.map((column) => sql.ref(column)))})
    values (${id}, ${now}, ${sql.join(columns.map((column) => values[column]))})`.execute(tx)
  await keepChange(writing, { kind, id, at: now, before: null, after: values })
  return id
}

/** A row as it is, locked until the transaction ends; erased ones cannot be changed any more. */
export async function lockRecord(
  tx: Tx,
  kind: RecordKind,
  seen: { id: string; changedAt?: string | undefined; ended?: boolean },
): Promise<Columns> {
  const { rows } =
    await sql<Columns>`select ${sql.join(kind.columns.map((column) => sql.ref(column)))}, changed_at, erased_at
    from ${sql.table(kind.table)} where id = ${seen.id} for update`.execute(tx)
  const row = rows[0]
  if (!row || (row.ended_at !== null && !seen.ended)) throw notFound(kind.noun, seen.id)
  if (row.erased_at !== null) {
    throw refusal(409, {
      code: 'erased',
      message: `This ${kind.noun} was erased on ${row.erased_at!.slice(0, 10)}.`,
      wayOut: `Add a new ${kind.noun} if you have heard from the person again.`,
    })
  }
  if (seen.changedAt !== undefined && Date.parse(seen.changedAt) !== Date.parse(row.changed_at!)) {
    throw refusal(409, {
      code: 'changed-meanwhile',
      message: `This ${kind.noun} was changed at ${row.changed_at}, after you looked at it.`,
      wayOut: 'Look at the new values, then make your change again.',
    })
  }
  return row
}

/** Sets what differs and keeps it as history; says which columns that were and when it counts as changed. */
export async function changeRecord(
  writing: Writing,
  kind: RecordKind,
  change: { id: string; before: Columns; values: Columns },
): Promise<{ changed: Columns; at: string }> {
  const changed = differing(change.before, change.values)
  if (Object.keys(changed).length === 0) return { changed, at: change.before.changed_at! }
  const at = after(writing.now, change.before.changed_at!)
  await setColumns(writing.tx, kind, { id: change.id, values: changed, at })
  const before = Object.fromEntries(Object.keys(changed).map((column) => [column, change.before[column] ?? null]))
  await keepChange(writing, { kind, id: change.id, at, before, after: changed })
  return { changed, at }
}

type Line = { id: string; recordedAt: string; actorUserId: string | null; before: Columns | null; after: Columns }

/** Takes back the caller's own newest change: what stood before stands again. */
export async function undoRecord(
  writing: Writing,
  kind: RecordKind,
  undo: { id: string; recordedAt: string },
): Promise<{ line: Line; at: string }> {
  const { tx, actor, now } = writing
  const row = await lockRecord(tx, kind, { id: undo.id, ended: true })
  const { rows } = await sql<Line>`select id, recorded_at as "recordedAt", actor_user_id as "actorUserId", before, after
    from crm.record_change where subject_id = ${undo.id} and noun = ${kind.noun} and retracted_at is null
    order by recorded_at desc, id desc limit 1`.execute(tx)
  const newest = rows[0]
  if (newest?.after.merged_into) {
    throw refusal(409, {
      code: 'merged',
      message: `This ${kind.noun} was merged into another one.`,
      wayOut: 'Take the merge back: then it stands again with all that moved.',
    })
  }
  const own = newest?.actorUserId === actor.id && Date.parse(newest?.recordedAt ?? '') === Date.parse(undo.recordedAt)
  if (!newest || !own) {
    throw refusal(409, {
      code: 'not-undoable',
      message: `The change of ${undo.recordedAt} is not your own newest change of this ${kind.noun}.`,
      wayOut: 'Set the values back by a new change; the history keeps both.',
    })
  }
  const at = after(now, row.changed_at!)
  await setColumns(tx, kind, { id: undo.id, values: newest.before ?? { ended_at: at }, at })
  await sql`update crm.record_change set retracted_at = ${at} where id = ${newest.id}`.execute(tx)
  return { line: newest, at }
}

/** Takes the person out of a row and out of its history, and says who it was; what counts stays. */
export async function eraseRecord({ tx, now }: Writing, kind: RecordKind, id: string): Promise<Erased> {
  const row = await lockRecord(tx, kind, { id, ended: true })
  const erased = await everCalled(tx, { noun: kind.noun, id, row })
  const gone = kind.personal.filter((column) => column !== 'name')
  await sql`update ${sql.table(kind.table)} set name = 'Erased', ${sql.join(gone.map((column) => sql`${sql.ref(column)} = null`))},
    erased_at = ${now}, changed_at = ${now} where id = ${id}`.execute(tx)
  await sql`update crm.record_change set before = before - ${[...kind.personal]}::text[], after = after - ${[...kind.personal]}::text[]
    where subject_id = ${id} and noun = ${kind.noun}`.execute(tx)
  return erased
}

/** What somebody is and was called, and the addresses. */
async function everCalled(tx: Tx, { noun, id, row }: { noun: string; id: string; row: Columns }): Promise<Erased> {
  const { rows } = await sql<{ name: string | null; email: string | null }>`
    select said ->> 'name' as name, said ->> 'email' as email from crm.record_change, unnest(array[before, after]) as said
    where subject_id = ${id} and noun = ${noun} and said is not null`.execute(tx)
  const all = [{ name: row.name ?? null, email: row.email ?? null }, ...rows]
  return {
    names: [...new Set(all.flatMap(({ name }) => name ?? []))],
    addresses: [...new Set(all.flatMap(({ email }) => email ?? []))],
  }
}

/** A change of a record, and what its audit line says. */
export type ChangeLine = { id: string; command: string; summary: string; before?: Columns; after: Columns }

/** Writes the audit line of a change; it says which fields changed, never what they say of a person. */
export async function auditChange(kind: RecordKind, noun: string, { audit }: Writing, line: ChangeLine): Promise<void> {
  const before =
    line.before && Object.fromEntries(Object.keys(line.after).map((key) => [key, line.before![key] ?? null]))
  await audit({
    command: line.command,
    noun,
    subjectId: line.id,
    summary: line.summary,
    ...(before && { before: auditedFields(kind, before) }),
    after: auditedFields(kind, line.after),
  })
}

function auditedFields(kind: RecordKind, columns: Columns): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      fieldOfColumn(column),
      kind.personal.includes(column) && value !== null ? '(personal)' : value,
    ]),
  )
}

async function setColumns(tx: Tx, kind: RecordKind, set: { id: string; values: Columns; at: string }): Promise<void> {
  const pairs = Object.entries(set.values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update ${sql.table(kind.table)} set ${sql.join(pairs)}, changed_at = ${set.at} where id = ${set.id}`.execute(
    tx,
  )
}

async function keepChange(
  { tx, actor }: Writing,
  line: { kind: RecordKind; id: string; at: string; before: Columns | null; after: Columns },
): Promise<void> {
  await sql`insert into crm.record_change (id, noun, subject_id, recorded_at, actor_user_id, before, after)
    values (${newId()}, ${line.kind.noun}, ${line.id}, ${line.at}, ${actor.id}, ${line.before && JSON.stringify(line.before)},
      ${JSON.stringify(line.after)})`.execute(tx)
}

function after(now: string, changedAt: string): string {
  return new Date(Math.max(Date.parse(now), Date.parse(changedAt) + 1)).toISOString()
}
