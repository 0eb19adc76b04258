import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import { type KnownLine, pairedLines, type StatedLine, saysSame } from './stated.ts'

type Given = { dealId: string; validAt: string; lines: readonly StatedLine[]; source: string | null }

/**
 * States all lines of a deal from an instant on; says whether that changed any. What is told after a later change of the lines is
 * known holds until that change: what stands now stays. The deal is locked by the caller.
 */
export async function replaceLines(writing: Writing, given: Given): Promise<boolean> {
  const rows = await rowsOf(writing, given)
  const at = recordedAt(writing, rows)
  const next = nextChange(rows, given.validAt)
  const then = rows.filter((row) => row.from <= given.validAt && (row.until === null || row.until > given.validAt))
  const pairs = pairedLines(given.lines, then)
  const kept = new Set(given.lines.flatMap((line, n) => (pairs[n] && saysSame(line, pairs[n]) ? pairs[n].rowId : [])))
  const gone = then.filter(({ rowId }) => !kept.has(rowId))
  const begun = given.lines.flatMap((line, n) =>
    pairs[n] && kept.has(pairs[n].rowId) ? [] : [{ line, was: pairs[n]! }],
  )
  if (gone.length === 0 && begun.length === 0) return false
  const editId = await beginEdit(writing, { dealId: given.dealId, at })
  for (const row of gone) await endAt(writing, row, { at, editId, validUntil: given.validAt, next })
  for (const { line, was } of begun) {
    const identity = next === null ? (was?.id ?? newId()) : newId()
    await begin(
      writing,
      { ...given, line: { ...line, externalId: line.externalId ?? was?.externalId ?? null } },
      { identity, at, editId, next },
    )
  }
  return true
}

/** A row of a line: when it held, as known now. */
type Row = KnownLine & {
  from: string
  until: string | null
  recordedAt: string
  endedAt: string | null
  endedBy: string | null
  validUntil: string | null
}

/** Every row of the deal's lines but those that never were. */
async function rowsOf({ tx }: Writing, { dealId }: Given): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select id as "rowId", identity as id, external_id as "externalId", item_id as "itemId",
      trim_scale(quantity)::text as quantity, trim_scale(unit_price)::text as "unitPrice", trim_scale(discount)::text as discount,
      amount_minor as "amountMinor", ships_on as "shipsOn", valid_at as "from", coalesce(valid_until, ended_at) as until,
      recorded_at as "recordedAt", ended_at as "endedAt", ended_by as "endedBy", valid_until as "validUntil"
    from crm.deal_line where deal_id = ${dealId}
      and (ended_at is null or ended_by is distinct from coalesce(import_id, edit_id)) order by valid_at, id`.execute(
      tx,
    )
  return rows.map((row) => ({ ...row, from: instant(row.from), until: row.until && instant(row.until) }))
}

/** In the one form in which instants are compared as text. */
function instant(text: string): string {
  return new Date(text).toISOString()
}

/** After all that was recorded of these lines before. */
function recordedAt({ now }: Writing, rows: readonly Row[]): string {
  return new Date(Math.max(Date.parse(now), ...rows.map((row) => Date.parse(row.recordedAt) + 1))).toISOString()
}

/** The first change of the lines after an instant; null where none is known. */
function nextChange(rows: readonly Row[], after: string): string | null {
  const later = rows.flatMap(({ from, until }) => [from, until]).filter((each) => each !== null && each > after)
  return later.toSorted()[0] ?? null
}

async function beginEdit({ tx, actor }: Writing, { dealId, at }: { dealId: string; at: string }): Promise<string> {
  const id = newId()
  await sql`insert into crm.deal_line_edit (id, deal_id, actor_user_id, at) values (${id}, ${dealId}, ${actor.id}, ${at})`.execute(
    tx,
  )
  return id
}

type Ending = { at: string; editId: string; validUntil: string; next: string | null }

/** Ends a row at an instant that may lie back; what it says beyond the next change goes on in a row of its own. */
async function endAt({ tx }: Writing, row: Row, { at, editId, validUntil, next }: Ending): Promise<void> {
  await sql`update crm.deal_line set valid_until = ${validUntil},
      ended_at = coalesce(ended_at, ${at}::timestamptz), ended_by = coalesce(ended_by, ${editId}::uuid) where id = ${row.rowId}`.execute(
    tx,
  )
  if (next === null || (row.until !== null && row.until <= next)) return
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
      external_id, source, valid_at, recorded_at, edit_id, ended_at, ended_by, valid_until)
    select ${newId()}, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on, external_id, source,
      ${next}, ${at}, ${editId}, ${row.endedAt}, ${row.endedBy}, ${row.validUntil} from crm.deal_line where id = ${row.rowId}`.execute(
    tx,
  )
}

type Beginning = { identity: string; at: string; editId: string; next: string | null }

async function begin(
  { tx }: Writing,
  { dealId, validAt, source, line }: Given & { line: StatedLine },
  { identity, at, editId, next }: Beginning,
): Promise<void> {
  // What holds until a change that is known already is ended by that change, not by who tells it.
  const ended = next === null ? null : newId()
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
      external_id, source, valid_at, recorded_at, edit_id, ended_at, ended_by, valid_until)
    values (${newId()}, ${identity}, ${dealId}, ${line.itemId}, ${line.quantity}, ${line.unitPrice}, ${line.discount}, ${line.amountMinor},
      ${line.shipsOn}, ${line.externalId}, ${source}, ${validAt}, ${at}, ${editId}, ${next === null ? null : at}, ${ended}, ${next})`.execute(
    tx,
  )
}
