import { type RawBuilder, sql } from 'kysely'

/** SQL: in one territory, or in all of them; in words that an index answers. */
export function atPlace(column: RawBuilder<unknown>, territoryId: string | null): RawBuilder<unknown> {
  return territoryId === null ? sql`${column} is null` : sql`${column} = ${territoryId}`
}
