import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import type { Later, Undone } from './file-kind.ts'
import type { ProblemGroup } from './mapping.ts'

/** What a staged row says in the columns that are kept under their headers; null where it says nothing there. */
export const stagedKept = sql`('{' || replace(s.kept, e'\n', ',') || '}')::jsonb`

/** Takes staged rows out of the load after all, for a reason only the whole file could show. */
export async function takeOut(
  tx: Tx,
  input: { where: RawBuilder<unknown>; column: string; value: RawBuilder<unknown>; kind: string; reason: string },
): Promise<ProblemGroup | undefined> {
  const problem = sql`jsonb_build_array(jsonb_build_object('column', ${input.column}::text, 'value', coalesce((${input.value})::text, ''),
    'kind', ${input.kind}::text, 'severity', 'stop', 'reason', ${input.reason}::text))`
  const { rows } = await sql<{ row: number; line: number; value: string }>`
    update staged as s set is_out = true, problems = ${problem} where not s.is_out and (${input.where})
    returning s.row_number as row, s.file_line as line, coalesce((${input.value})::text, '') as value`.execute(tx)
  if (rows.length === 0) return undefined
  const examples = rows.slice(0, 5).map((row) => ({ ...row, reason: input.reason }))
  return {
    kind: input.kind,
    column: input.column,
    severity: 'stop',
    reason: input.reason,
    rows: rows.length,
    examples,
    mends: [],
  }
}

/**
 * Staged rows whose `subject_id` was merged into another thing are about that one from here on, under its key. Where that one
 * has a row of its own in the file, or an earlier row leads to it too, they stay out.
 */
export async function followMerges(
  tx: Tx,
  input: { table: string; mergedInto: string; key: { column: string; field: string }; header: string },
): Promise<ProblemGroup | undefined> {
  const [table, into] = [sql.table(input.table), sql.ref(`t.${input.mergedInto}`)]
  const [key, column] = [sql.ref(input.key.field), sql.ref(`w.${input.key.column}`)]
  await sql`drop table if exists pg_temp.led`.execute(tx)
  await sql`create temp table led on commit drop as
    select s.row_number, w.id, ${column} as key, row_number() over (partition by w.id order by s.row_number) as nth
    from staged s join ${table} t on t.id = s.subject_id join ${table} w on w.id = ${into} where not s.is_out`.execute(
    tx,
  )
  const out = await takeOut(tx, {
    where: sql`exists (select 1 from led where led.row_number = s.row_number and (led.nth > 1
      or exists (select 1 from staged o where not o.is_out and o.subject_id = led.id)))`,
    column: input.header,
    value: sql`s.${key}`,
    kind: 'merged',
    reason: 'it was merged into another one, of which this file has a row too',
  })
  await sql`update staged as s set subject_id = led.id, ${key} = led.key from led
    where led.row_number = s.row_number and not s.is_out`.execute(tx)
  return out
}

/** Rows of an import in a table whose rows begin and end, that were ended by somebody else since. */
export async function laterEnds(tx: Tx, { table, importId }: { table: string; importId: string }): Promise<Later[]> {
  const { rows } = await sql<Later>`
    select count(*) as rows, r.ended_by as "importId", null as by, max(r.ended_at)::date::text as "on" from ${sql.table(table)} r
    where r.import_id = ${importId} and r.ended_at is not null and r.ended_by is distinct from ${importId} group by 2 order by 1 desc`.execute(
    tx,
  )
  return rows
}

/** Takes back an import in a table whose rows begin and end: its rows end, those it had ended stand again. */
export async function undoEnds(
  tx: Tx,
  { table, importId, now }: { table: string; importId: string; now: string },
): Promise<Undone> {
  const rows = sql.table(table)
  const ended =
    await sql`update ${rows} set ended_at = ${now}, ended_by = ${importId} where import_id = ${importId} and ended_at is null`.execute(
      tx,
    )
  const revived =
    await sql`update ${rows} set ended_at = null, ended_by = null where ended_by = ${importId} and import_id is distinct from ${importId}`.execute(
      tx,
    )
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}
