import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Group } from '../node.ts'

/** SQL over `i` (company.item): what an item says of an attribute; empty where it says nothing. */
export function saidOf(by: string): RawBuilder<string> {
  return sql<string>`coalesce(i.file_fields ->> ${by}, '')`
}

/** SQL over `i` (company.item): whether an item is in a group. */
export function inGroup({ by, value }: Pick<Group, 'by' | 'value'>): RawBuilder<boolean> {
  return sql<boolean>`${saidOf(by)} = ${value}`
}

/** More values than this tell items by themselves, not by what they have in common. */
const mostValues = 500

/** The attributes by which demand can be grouped: those with few enough values. */
export async function groupings(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select each.key as name from company.item i cross join lateral jsonb_each_text(i.file_fields) as each
    where i.file_fields is not null group by 1 having count(distinct each.value) <= ${mostValues} order by 1`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

/** Another one as soon as anything is said otherwise of an item. */
export async function saidMark(db: Db, by: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select coalesce(sum(hashtextextended(i.id || ' ' || ${saidOf(by)}, 0)), 0)::text as mark from company.item i
    where i.file_fields ? ${by}`.execute(db)
  return rows[0]!.mark
}
