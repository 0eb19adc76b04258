import { type RawBuilder, sql } from 'kysely'
import type { Things } from '#platform/importing/file-kind.ts'
import { stagedKept } from '#platform/importing/staged.tx.ts'

/** A stored column: what a staged row says of it, what it then holds where a row stands, and whether that is news. */
export type Written = {
  name: string
  value: RawBuilder<unknown>
  over: RawBuilder<unknown>
  differs: RawBuilder<unknown>
}

/** The columns that a list of things writes; SQL over `s`, the staged row, and `t`, the thing that stands. */
export function writtenColumns({ columns, kept }: Things): Written[] {
  const plain = Object.entries(columns).map(([column, field]) => plainColumn(column, field))
  return kept ? [...plain, keptColumn(kept)] : plain
}

function plainColumn(name: string, field: string): Written {
  const value = sql`s.${sql.ref(field)}`
  const stands = sql.ref(`t.${name}`)
  return {
    name,
    value,
    over: sql`coalesce(${value}, ${stands})`,
    differs: sql`(${value} is not null and ${stands} is distinct from ${value})`,
  }
}

/** What a file says in some fields goes over what was kept in them; the others stay. */
function keptColumn(name: string): Written {
  const stands = sql`coalesce(${sql.ref(`t.${name}`)}, '{}'::jsonb)`
  return {
    name,
    value: stagedKept,
    over: sql`nullif(${stands} || coalesce(${stagedKept}, '{}'::jsonb), '{}'::jsonb)`,
    differs: sql`coalesce(not ${stands} @> ${stagedKept}, false)`,
  }
}
