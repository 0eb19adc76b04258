import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { DealLine } from '../schema.ts'
import type { Question } from '../view/view.ts'
import { lineOf } from './lines.ts'

/** A deal, the version that is looked at, and its worth in company money. */
export type Placed = { deal: number; row: number; worth: number }

/** Deals as lines of a list, in the order given, with the names they have today. */
export async function namedLines(db: Db, question: Question, placed: readonly Placed[]): Promise<DealLine[]> {
  const lines = placed.map((each) => lineOf(question, each))
  const ids = [...new Set(lines.map(({ id }) => id))]
  const { rows } = await sql<{ id: string; name: string; externalId: string | null }>`
    select id, name, external_id as "externalId" from crm.deal where id = any(${ids}::uuid[])`.execute(db)
  const names = new Map(rows.map((each) => [each.id, each]))
  return lines.map((line) => ({
    ...line,
    name: names.get(line.id)?.name ?? '',
    externalId: names.get(line.id)?.externalId ?? null,
  }))
}
