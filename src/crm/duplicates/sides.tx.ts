import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { seenContact } from '../contacts/contacts.sql.ts'
import type { MergedNoun } from './candidates.ts'
import type { Row } from './fields.ts'
import { mergedInto } from './merged.sql.ts'

export type Sides = { winner: Row; loser: Row }

/** Two that are to be merged, locked; refused when one is gone, merged already, or not the caller's to change. */
export async function lockSides(
  tx: Tx,
  scope: Scope,
  pair: { noun: MergedNoun; winnerId: string; loserId: string },
): Promise<Sides> {
  const { noun, winnerId, loserId } = pair
  if (winnerId === loserId) throw cannot(`This ${noun} cannot be merged into itself.`, `Choose another ${noun}.`)
  await sql`select id from ${sql.table(`crm.${noun}`)} where id = any(${[winnerId, loserId]}::uuid[]) order by id for update`.execute(
    tx,
  )
  return readSides(tx, scope, pair)
}

/** The same without locking. */
export async function readSides(
  db: Db | Tx,
  scope: Scope,
  { noun, winnerId, loserId }: { noun: MergedNoun; winnerId: string; loserId: string },
): Promise<Sides> {
  const ids = [winnerId, loserId]
  const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(`crm.${noun}`)} t
    where t.id = any(${ids}::uuid[])`.execute(db)
  const seen = await seenIds(db, scope, { noun, ids })
  const [winner, loser] = ids.map((id) => {
    const row = rows.find((each) => each.row.id === id)?.row
    if (!row || !seen.has(id)) throw notFound(noun, id)
    if (row.merged_into !== null)
      throw cannot(`${String(row.name)} is merged into another ${noun} already.`, 'Choose the one it was merged into.')
    if (row.ended_at != null || row.erased_at != null)
      throw cannot(`${String(row.name)} was removed.`, `Choose a ${noun} that stands.`)
    return row
  })
  if (noun === 'account') await refuseForeignAccounts(db, scope, ids)
  return { winner: winner!, loser: loser! }
}

/** What is told of a thing that nobody finds: that it was merged into one that the reader sees, or that it is not there. */
export async function goneOrMerged(db: Db, scope: Scope, thing: { noun: MergedNoun; id: string }) {
  const into = await mergedInto(db, thing)
  const seen = into && (await seenIds(db, scope, { noun: thing.noun, ids: [into.id] }))
  if (!into || !seen?.has(into.id)) return notFound(thing.noun, thing.id)
  return refusal(404, {
    code: 'merged',
    message: `This ${thing.noun} was merged into another one.`,
    wayOut: `Open ${into.id} instead, or take the merge back under Duplicates.`,
  })
}

export function cannot(message: string, wayOut: string) {
  return refusal(409, { code: 'cannot-merge', message, wayOut })
}

async function seenIds(
  db: Db | Tx,
  scope: Scope,
  { noun, ids }: { noun: MergedNoun; ids: readonly string[] },
): Promise<Set<string>> {
  const within = {
    account: sql`select id from crm.account`,
    contact: sql`select contact.id from crm.contact contact where ${seenContact(scope)}`,
    lead: sql`select lead.id from crm.lead lead where ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`,
    deal: sql`select deal.id from crm.deal deal where ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`,
  }[noun]
  const { rows } = await sql<{ id: string }>`select seen.id from (${within}) seen
    where seen.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Whoever merges accounts moves their deals and orders, so all of them must be within reach. */
async function refuseForeignAccounts(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select account.name from crm.account account where account.id = any(${[...ids]}::uuid[])
      and (exists (select from crm.deal deal where deal.account_id = account.id and deal.ended_at is null
          and not coalesce(${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}, false))
        or exists (select from crm.order_line line where line.account_id = account.id and line.ended_at is null
          and not coalesce(${ownedBy(scope.sees.orders, sql.ref('line.owner_id'))}, false)))
    order by account.name`.execute(db)
  if (rows.length === 0) return
  throw refusal(403, {
    code: 'not-your-team',
    message: `${rows.map(({ name }) => name).join(' and ')} has deals or orders of people outside your team; a merge would move them.`,
    wayOut: 'Ask a sales manager or sales operations to merge them.',
  })
}
