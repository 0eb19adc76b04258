import { sql } from 'kysely'
import type { Writing } from '#platform/transaction.ts'

/** Puts an account into a territory from now on; false where it is there already, or gone. What deals and orders said stays. */
export async function placeAccount(
  { tx, audit, emit }: Writing,
  { accountId, territoryId, reason }: { accountId: string; territoryId: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ name: string; before: string | null }>`
    with before as (select id, territory_id from crm.account where id = ${accountId} for update)
    update crm.account set territory_id = ${territoryId} from before
    where account.id = before.id and before.territory_id is distinct from ${territoryId}::uuid
    returning account.name, before.territory_id as before`.execute(tx)
  if (!rows[0]) return false
  await audit({
    command: 'crm.place-account',
    noun: 'account',
    subjectId: accountId,
    summary: `Moved the account ${rows[0].name} to another territory: ${reason}`,
    before: { territoryId: rows[0].before },
    after: { territoryId },
  })
  await emit('crm.account.changed', { accountId })
  return true
}
