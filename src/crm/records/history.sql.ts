import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { RecordChange } from './contract.ts'
import { type Columns, fieldOfColumn, type RecordKind } from './record-kind.ts'

type Line = Omit<RecordChange, 'fields' | 'isFirst'> & { before: Columns | null; after: Columns }

/** The newest hundred changes of a lead or contact, newest first. */
export async function recordHistory(db: Db, kind: RecordKind, id: string): Promise<RecordChange[]> {
  const { rows } =
    await sql<Line>`select change.id, change.recorded_at as "recordedAt", change.retracted_at as "takenBackAt",
      coalesce(author.name, case when change.import_id is not null then 'an import' else 'Drumbeat' end) as who,
      change.before, change.after
    from crm.record_change change left join auth."user" author on author.id = change.actor_user_id
    where change.subject_id = ${id} and change.noun = ${kind.noun} order by change.recorded_at desc, change.id desc limit 100`.execute(
      db,
    )
  return rows.map(({ before, after, ...line }) => ({
    ...line,
    isFirst: before === null,
    fields: Object.entries(after)
      .filter(([, value]) => before !== null || value !== null)
      .map(([column, to]) => ({ field: fieldOfColumn(column), from: before?.[column] ?? null, to })),
  }))
}
