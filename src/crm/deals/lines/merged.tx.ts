import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'

/** A deal without lines takes copies of those of the deal that was merged into it; one with lines keeps its own. */
export async function takeOverLines(
  { tx, now, actor }: Writing,
  { mergeId, winnerId, loserId }: { mergeId: string; winnerId: string; loserId: string },
): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select id from crm.deal_line where deal_id = ${loserId} and ended_at is null
    and not exists (select from crm.deal_line own where own.deal_id = ${winnerId} and own.ended_at is null)`.execute(tx)
  if (rows.length === 0) return
  await sql`insert into crm.deal_line_edit (id, deal_id, actor_user_id, at) values (${mergeId}, ${winnerId}, ${actor.id}, ${now})`.execute(
    tx,
  )
  for (const { id } of rows) {
    await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
        external_id, source, valid_at, recorded_at, edit_id)
      select ${newId()}, ${newId()}, ${winnerId}, item_id, quantity, unit_price, discount, amount_minor, ships_on, external_id,
        source, ${now}, ${now}, ${mergeId} from crm.deal_line where id = ${id}`.execute(tx)
  }
}

/** The copies that nobody changed since go with the merge. */
export async function giveBackLines({ tx, now }: Writing, mergeId: string): Promise<void> {
  await sql`update crm.deal_line set ended_at = ${now}, ended_by = ${mergeId} where edit_id = ${mergeId} and ended_at is null`.execute(
    tx,
  )
  await sql`update crm.deal_line_edit set undone_at = ${now} where id = ${mergeId}`.execute(tx)
}
