import { sql } from 'kysely'
import type { Db } from '../pool.ts'
import { type Catalog, catalogOf, type Named, tablesBehind } from './catalog.ts'

/** Finds the tables behind what was read; null where they cannot be told, as while the database does not answer. */
export function tableFinder(db: Db): (names: Iterable<string>) => Promise<string[] | null> {
  let catalog: Promise<Catalog> | undefined
  return async (names) => {
    catalog ??= readCatalog(db)
    try {
      return tablesBehind(await catalog, names)
    } catch {
      catalog = undefined
      return null
    }
  }
}

/** What the database has in its schemas: the tables whose changes are noted, and what views and functions are made of. */
async function readCatalog(db: Db): Promise<Catalog> {
  const { rows } = await sql<Named>`
    select n.nspname || '.' || c.relname as name, 'table' as kind, '' as text
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where t.tgname = 'note_change'
    union all select 'platform.table_change', 'made', ''
    union all select n.nspname || '.' || c.relname, 'made', pg_get_viewdef(c.oid)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${ours}
    union all select n.nspname || '.' || p.proname, 'made', pg_get_functiondef(p.oid)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${ours}`.execute(
    db,
  )
  const { rows: schemas } = await sql<{ name: string }>`
    select n.nspname as name from pg_namespace n where ${ours}`.execute(db)
  return catalogOf(
    schemas.map(({ name }) => name),
    rows,
  )
}

const ours = sql`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

/** PostgreSQL's word for what is committed now, and whether any of these tables has a change that an earlier word lacks. */
export async function changedSince(
  db: Db,
  { tables, state }: { tables: readonly string[]; state: string },
): Promise<{ changed: boolean; state: string }> {
  const { rows } = await sql<{ changed: boolean; state: string }>`
    select pg_current_snapshot()::text as state, exists (select 1 from platform.table_change
      where table_name = any(${tables}::text[]) and xact >= pg_snapshot_xmin(${state}::pg_snapshot)
        and not pg_visible_in_snapshot(xact, ${state}::pg_snapshot)) as changed`.execute(db)
  return rows[0]!
}

/** Deletes the changes of transactions that had ended when this was last done: no answer that is kept is as old. */
export async function sweepChanges(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`delete from platform.table_change where xact < (select oldest from platform.table_change_swept)`.execute(
      tx,
    )
    await sql`update platform.table_change_swept set oldest = pg_snapshot_xmin(pg_current_snapshot())`.execute(tx)
  })
}
