import { sql } from 'kysely'
import { fullScope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { candidates, type MergedNoun, type Pair, weighedAgain } from './duplicates/candidates.ts'
import { apartPairs, comparables, countComparables, stampOf } from './duplicates/comparables.sql.ts'
import { keptComparison } from './duplicates/comparisons.sql.ts'

/** So many rows are compared while somebody waits. */
const AT_ONCE = 1000

/** What was compared last, by its stamp: the same rows are not compared again. */
const known = new WeakMap<Db, Map<MergedNoun, { stamp: string; pairs: readonly Pair[] }>>()

/**
 * The pairs of a noun that look the same with nothing against it, among all rows, without those that somebody called
 * different; null where the many rows were never compared yet.
 */
export async function duplicatesFound(db: Db, noun: MergedNoun): Promise<{ a: string; b: string }[] | null> {
  const [pairs, apart] = await Promise.all([pairsOf(db, noun), apartPairs(db, noun)])
  if (!pairs) return null
  return pairs
    .filter(({ evidence }) => evidence.every(({ points }) => points > 0))
    .filter(({ a, b }) => !apart.has(`${a} ${b}`))
    .map(({ a, b }) => ({ a, b }))
}

/** The ids of records of a noun on a day with their names, in the order in which they came: those merged away since stood then. */
export async function recordsOn(db: Db, noun: MergedNoun, day: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`${recordsOf[noun](day)}`.execute(db)
  return rows
}

/** Merges of a noun that stand, and were made after a day: until then the two were two. */
export async function mergedSince(db: Db, noun: MergedNoun, day: string): Promise<{ a: string; b: string }[]> {
  const { rows } = await sql<{ a: string; b: string }>`select winner_id as a, loser_id as b from crm.merge
    where noun = ${noun} and undone_at is null and merged_at >= ${day}::date + 1`.execute(db)
  return rows
}

async function pairsOf(db: Db, noun: MergedNoun): Promise<readonly Pair[] | null> {
  if ((await countComparables(db, fullScope, noun)) > AT_ONCE) return keptPairs(db, noun)
  const { stamp } = await stampOf(db, noun)
  const before = known.get(db)?.get(noun)
  if (before?.stamp === stamp) return before.pairs
  const pairs = candidates(noun, await comparables(db, fullScope, noun))
  remember(db, noun, { stamp, pairs })
  return pairs
}

/** What the job of each night found among many rows, weighed by what they say now. */
async function keptPairs(db: Db, noun: MergedNoun): Promise<readonly Pair[] | null> {
  const { asOf, pairs } = await keptComparison(db, noun)
  if (asOf === null) return null
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  return weighedAgain(noun, await comparables(db, fullScope, noun, ids), pairs)
}

function remember(db: Db, noun: MergedNoun, found: { stamp: string; pairs: readonly Pair[] }): void {
  known.set(db, (known.get(db) ?? new Map()).set(noun, found))
}

const recordsOf: Record<MergedNoun, (day: string) => ReturnType<typeof sql>> = {
  account: (day) => sql`
    select account.id, account.name from crm.account account
      left join crm.merge merge on merge.loser_id = account.id and merge.noun = 'account' and merge.undone_at is null
    where account.created_at < ${day}::date + 1 and (account.merged_into is null or merge.merged_at >= ${day}::date + 1)
    order by account.created_at, account.id`,
  contact: (day) =>
    sql`select id, name from crm.contact where erased_at is null and ${stoodOn(day)} order by created_at, id`,
  lead: (day) => sql`select id, name from crm.lead where erased_at is null and ${stoodOn(day)} order by created_at, id`,
  deal: (day) => sql`
    select id, name from crm.deal where created_on <= ${day} and (ended_at is null or ended_at >= ${day}::date + 1)
    order by created_on, id`,
}

function stoodOn(day: string) {
  return sql`created_at < ${day}::date + 1 and (ended_at is null or ended_at >= ${day}::date + 1)`
}
