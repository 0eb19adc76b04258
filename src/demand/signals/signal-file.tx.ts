import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Later, Rows, Undone } from '#platform/importing/file-kind.ts'
import { takeOut } from '#platform/importing/staged.tx.ts'

/** How a file of market signals is loaded, and how that is taken back. */
export const signalRows: Rows = {
  are: 'values of market signals',
  apply: applySignalFile,
  later: noneLater,
  undo: undoSignalFile,
}

/** A signal that is not known begins with its first value; a value of a day that is there is replaced. */
async function applySignalFile(tx: Tx, input: Applying): Promise<Applied> {
  const made = await takeOut(tx, {
    where: sql`exists (select from demand.signal g where lower(g.name) = lower(s.signal) and g.ended_at is null and g.kind = 'open deals')`,
    column: input.columnOf('signal'),
    value: sql`s.signal`,
    kind: 'kept by Drumbeat',
    reason: 'this signal is made from open deals and takes no values from outside',
  })
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by lower(signal), day
      order by row_number desc) as nth from staged where not is_out) as n where nth > 1)`,
    column: input.columnOf('day'),
    value: sql`s.day`,
    kind: 'repeated day',
    reason: 'a later row of this file gives the same day of this signal',
  })
  await sql`
    insert into demand.signal (id, name, unit, by_name, changed_at)
    select distinct on (lower(s.signal)) gen_random_uuid(), s.signal, coalesce(s.unit, ''), 'An import', ${input.now}::timestamptz
    from staged s where not s.is_out and not exists (select from demand.signal g where lower(g.name) = lower(s.signal) and g.ended_at is null)
    order by lower(s.signal), s.row_number`.execute(tx)
  const { rows } = await sql<{ isNew: boolean; changed: boolean; count: number }>`
    with said as (
      select g.id, s.day, s.value::float8 as value, v.value as before from staged s
      join demand.signal g on lower(g.name) = lower(s.signal) and g.ended_at is null
      left join demand.signal_value v on v.signal_id = g.id and v.day = s.day
      where not s.is_out
    ), put as (
      insert into demand.signal_value (signal_id, day, value, import_id)
      select id, day, value, ${input.importId}::uuid from said where before is distinct from value
      on conflict (signal_id, day) do update
        set value = excluded.value, before = demand.signal_value.value, import_id = excluded.import_id
    )
    select before is null as "isNew", before is distinct from value as changed, count(*)::int as count from said group by 1, 2`.execute(
    tx,
  )
  const count = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((sum, row) => sum + row.count, 0)
  return {
    rowsNew: count(({ isNew }) => isNew),
    rowsChanged: count(({ isNew, changed }) => !isNew && changed),
    groups: [made, repeated].filter((group) => group !== undefined),
    findings: [],
    totals: [],
  }
}

/** A value that somebody gave since stays when the import is taken back: nothing stands in its way. */
async function noneLater(): Promise<Later[]> {
  return []
}

/** Values of the import give way to those before them; a signal of which none is left ends. */
async function undoSignalFile(tx: Tx, { importId, now }: { importId: string; now: string }): Promise<Undone> {
  const ids = await sql<{ id: string }>`
    select distinct signal_id as id from demand.signal_value where import_id = ${importId}`.execute(tx)
  const revived = await sql`
    update demand.signal_value set value = before, before = null, import_id = null
    where import_id = ${importId} and before is not null`.execute(tx)
  const ended = await sql`delete from demand.signal_value where import_id = ${importId}`.execute(tx)
  await sql`
    update demand.signal g set ended_at = ${now} where g.id = any(${ids.rows.map(({ id }) => id)}::uuid[]) and g.ended_at is null
      and not exists (select from demand.signal_value v where v.signal_id = g.id)`.execute(tx)
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}
