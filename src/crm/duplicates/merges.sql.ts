import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { MergedNoun } from './candidates.ts'
import type { Merge, PreviewField } from './contract.ts'
import { mergedFields, suggested } from './fields.ts'
import type { Sides } from './sides.tx.ts'

/** The newest hundred merges of a noun: of accounts all, of other nouns those of rows that the reader sees. */
export async function mergesOf(db: Db, scope: Scope, noun: MergedNoun): Promise<Merge[]> {
  const table = sql.table(`crm.${noun}`)
  const seen = noun === 'account' ? sql`true` : ownedBy(scope.sees.deals, sql.ref('winner.owner_id'))
  const { rows } = await sql<Merge>`select merge.id, merge.noun, merge.merged_at as "mergedAt", by.name as "mergedBy",
      json_build_object('id', winner.id, 'name', winner.name) as winner, json_build_object('id', loser.id, 'name', loser.name) as loser,
      (select count(*) from crm.merge_moved where merge_id = merge.id)
        + (select count(*) from crm.deal_version where recorded_at = merge.restated_at and deal_id <> merge.winner_id) as moved,
      merge.undone_at as "undoneAt", undoer.name as "undoneBy"
    from crm.merge merge join ${table} winner on winner.id = merge.winner_id join ${table} loser on loser.id = merge.loser_id
      left join auth."user" by on by.id = merge.merged_by left join auth."user" undoer on undoer.id = merge.undone_by
    where merge.noun = ${noun} and ${seen} order by merge.merged_at desc, merge.id limit 100`.execute(db)
  return rows
}

/** The two side by side, field by field, ids with their names. */
export async function fieldsBeside(
  db: Db,
  { noun, sides, currency }: { noun: MergedNoun; sides: Sides; currency: string },
): Promise<PreviewField[]> {
  const ids = Object.values({ ...sides.winner }).concat(Object.values({ ...sides.loser }))
  const uuids = ids.filter((value) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value))
  const names = await namesOf(db, uuids as string[])
  return mergedFields[noun].map((field) => {
    const [column] = field.columns as [string]
    const [winner, loser] = [sides.winner[column] ?? null, sides.loser[column] ?? null]
    const says = (value: string | number | null) =>
      value === null ? null : (names.get(String(value)) ?? String(value))
    const currencyOf = (side: Sides['winner']) => (field.kind === 'money' ? String(side.currency ?? currency) : null)
    return {
      ...{ field: field.field, label: field.label, kind: field.kind, winner, loser },
      ...{ winnerSays: says(winner), loserSays: says(loser), suggested: suggested(field, sides) },
      currencies: { winner: currencyOf(sides.winner), loser: currencyOf(sides.loser) },
    }
  })
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from company.person where id = any(${wanted}::uuid[])
    union all select id, name from company.territory where id = any(${wanted}::uuid[])
    union all select id, name from company.item where id = any(${wanted}::uuid[])
    union all select id, name from crm.account where id = any(${wanted}::uuid[])
    union all select id, name from crm.stage where id = any(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
