import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Things } from '#platform/importing/file-kind.ts'

/** How a file of families becomes families. */
export const familyThings: Things = {
  noun: 'family',
  columns: { name: 'name' },
  belongsTo: 'parent',
  afterwards: familyFindings,
}

/** Items have one level of families: that a finer level only lends its keys is said. */
async function familyFindings(tx: Tx, { columnOf }: Applying): Promise<Pick<Applied, 'rowsChanged' | 'findings'>> {
  const { rows } = await sql<{ finer: number; families: number }>`
    select count(*) as finer, count(distinct parent) as families from staged where parent is not null and not is_out`.execute(
    tx,
  )
  const { finer = 0, families = 0 } = rows[0] ?? {}
  if (finer === 0) return { rowsChanged: 0, findings: [] }
  return {
    rowsChanged: 0,
    findings: [
      `${finer} rows are a finer level of ${families} families ("${columnOf('parent')}"): items are grouped by the families, the finer level only lends its keys. Leave out "${columnOf('parent')}" to group by the finer level instead.`,
    ],
  }
}
