import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import { clearedFields, speaksOfFields } from '../kept/said.sql.ts'

/** Brings the fields that files brought to known deals together with what a file says, each field by the rules of all others. */
export async function mergeFields(tx: Tx, input: Applying): Promise<string[]> {
  await sql`update deal_state n set file_fields = d.file_fields from deal_merge m, crm.deal d
    where m.row_number = n.row_number and d.id = n.known_id`.execute(tx)
  if (!speaksOfFields(input)) return []
  await compareFields(tx, input)
  await sql`update deal_state n set file_fields = merged.fields
    from (select row_number, jsonb_object_agg(name, case when is_file then says else ours end)
        filter (where case when is_file then says else ours end is not null) as fields
      from field_merge group by row_number) as merged
    where merged.row_number = n.row_number`.execute(tx)
  return contests(tx)
}

/** Each field of each deal: what it says here, what the file says and said before, and which of the two stands. */
async function compareFields(tx: Tx, input: Applying): Promise<void> {
  const rule = input.mapping.conflicts.file_fields ?? 'newest'
  const fileWins = rule === 'newest' ? sql`m.file_is_newer` : sql.lit(rule === 'file')
  await sql`drop table if exists pg_temp.field_merge`.execute(tx)
  await sql`create temp table field_merge on commit drop as
    select row_number, name, ours, says,
      is_spoken and ours is distinct from was and says is distinct from was and ours is distinct from says as is_contested,
      is_spoken and says is distinct from was and (ours is not distinct from was or ours is not distinct from says or file_wins) as is_file
    from (select n.row_number, key.name, d.file_fields ->> key.name as ours, n.said_fields ->> key.name as says,
        d.file_state -> 'file_fields' ->> key.name as was, ${fileWins} as file_wins,
        coalesce(n.said_fields ? key.name, false) or key.name = any(${clearedFields(input)}::text[]) as is_spoken
      from deal_state n join deal_merge m using (row_number) join crm.deal d on d.id = n.known_id
        cross join lateral jsonb_object_keys(coalesce(d.file_fields, '{}') || coalesce(n.said_fields, '{}')) as key (name)) as each`.execute(
    tx,
  )
}

async function contests(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string; deals: number; byFile: number }>`
    select name, count(*) as deals, count(*) filter (where is_file) as "byFile"
    from field_merge where is_contested group by name order by name`.execute(tx)
  const said = rows.map(({ name, deals, byFile }) => {
    const who =
      byFile === deals ? "the file's stands" : byFile === 0 ? 'the edit stands' : `the file's stands in ${byFile}`
    return `${name} in ${deals} (${who})`
  })
  return said.length > 0 ? [`Edited here and changed in the file: ${said.join(', ')}.`] : []
}
