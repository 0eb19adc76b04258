import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'
import { type RecordNoun, stagedName } from './record.ts'

/** How a file of records becomes rows: new ones begin, changed ones replace what stood, equal ones are left alone. */
export function recordRows(noun: RecordNoun): Rows {
  return {
    apply: (tx, input) => applyRecords(tx, input, noun),
    later: (tx, { importId }) => laterEnds(tx, { table: noun.table, importId }),
    undo: (tx, input) => undoEnds(tx, { table: noun.table, ...input }),
  }
}

async function applyRecords(tx: Tx, input: Applying, noun: RecordNoun): Promise<Applied> {
  const table = sql.table(noun.table)
  await sql`update staged as s set identity = ${identityOf(noun)} where not is_out`.execute(tx)
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by identity order by row_number) as nth
      from staged where not is_out) as n where nth > 1)`,
    column: input.columnOf(stagedName(noun.fields[0]!)),
    value: sql`s.${sql.ref(stagedName(noun.fields[0]!))}`,
    kind: 'repeated key',
    reason: `an earlier row of this file is about the same ${noun.one}`,
  })
  const read = sql.join(noun.fields.map((field) => sql`s.${sql.ref(stagedName(field))}`))
  const stood = sql.join(noun.fields.map(({ column }) => sql`t.${sql.ref(column)}`))
  const same = sql`t.identity = s.identity and t.ended_at is null`
  const ended = await sql`update ${table} t set ended_at = ${input.now}, ended_by = ${input.importId} from staged s
      where ${same} and not s.is_out and (${read}) is distinct from (${stood})`.execute(tx)
  const inserted = await sql`
    insert into ${table} (id, identity, import_id, recorded_at, ${sql.join(noun.fields.map(({ column }) => sql.ref(column)))})
    select (${input.importId.slice(0, 24)} || lpad(to_hex(s.row_number), 12, '0'))::uuid, s.identity, ${input.importId}, ${input.now}, ${read}
    from staged s where not s.is_out and not exists (select 1 from ${table} t where ${same}) order by s.row_number`.execute(
    tx,
  )
  const rowsChanged = Number(ended.numAffectedRows ?? 0)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - rowsChanged,
    rowsChanged,
    groups: repeated ? [repeated] : [],
    findings: [],
    totals: [],
  }
}

/** What a row is about, as one value; an empty field is a value too, but for those that count where they are filled. */
function identityOf({ identity, identityWhereFilled = [] }: RecordNoun): RawBuilder<string> {
  const parts = [...identity, ...identityWhereFilled].map((name, at) => {
    const value = sql`s.${sql.ref(name)}::text`
    return at < identity.length ? sql`coalesce(${value}, '')` : value // concat_ws passes over null
  })
  return sql<string>`md5(concat_ws('|', ${sql.join(parts)}))::uuid`
}
