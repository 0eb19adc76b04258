import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** What a tag can name today, in small letters: stages, segments (industries of accounts), families. */
export async function knownTags(
  db: Db,
): Promise<{ stages: Set<string>; segments: Set<string>; families: Set<string> }> {
  const { rows } = await sql<{ kind: 'stages' | 'segments' | 'families'; word: string }>`
    select 'stages' as kind, lower(name) as word from crm.stage where outcome = 'open'
    union select 'segments', lower(industry) from crm.account where industry is not null
    union select 'families', lower(name) from company.family`.execute(db)
  const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ word }) => word))
  return { stages: of('stages'), segments: of('segments'), families: of('families') }
}
