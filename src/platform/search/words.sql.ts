import { type RawBuilder, sql } from 'kysely'

/** A LIKE pattern for names that hold the text anywhere. */
export function holding(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** Names that begin with the text first, then the shorter ones. */
export function bestFirst(name: RawBuilder<unknown>, { text, limit }: { text: string; limit: number }) {
  return sql`order by strpos(lower(${name}), lower(${text})) <> 1, length(${name}), ${name} limit ${limit}`
}
