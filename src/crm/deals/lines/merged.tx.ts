import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import type { LinesKept } from './contract.ts'

type Merging = { mergeId: string; winnerId: string; loserId: string; whose: LinesKept | undefined }

/**
 * The products that a merged deal has: of the winner, of the loser or of both; where nobody chose, the loser's if the winner has
 * none. The loser's are copied, the winner's end where they do not stay; what stays must be in the currency of the deal.
 */
export async function mergeLines(writing: Writing, { mergeId, winnerId, loserId, whose }: Merging): Promise<void> {
  const { tx, now, actor } = writing
  const { rows } = await sql<{ id: string; dealId: string }>`select id, deal_id as "dealId" from crm.deal_line
    where deal_id = any(${[winnerId, loserId]}::uuid[]) and ended_at is null order by id`.execute(tx)
  const [own, others] = [
    rows.filter(({ dealId }) => dealId === winnerId),
    rows.filter(({ dealId }) => dealId === loserId),
  ]
  const kept = whose ?? (own.length === 0 ? 'loser' : 'winner')
  const ending = kept === 'loser' ? own : []
  const taken = kept === 'winner' ? [] : others
  await refuseForeignMoney(writing, {
    winnerId,
    loserId,
    keepsOwn: own.length > ending.length,
    takes: taken.length > 0,
  })
  if (ending.length + taken.length === 0) return
  await sql`insert into crm.deal_line_edit (id, deal_id, actor_user_id, at) values (${mergeId}, ${winnerId}, ${actor.id}, ${now})`.execute(
    tx,
  )
  await sql`update crm.deal_line set ended_at = greatest(${now}::timestamptz, recorded_at + interval '1 millisecond'), ended_by = ${mergeId}
    where id = any(${ending.map(({ id }) => id)}::uuid[])`.execute(tx)
  for (const { id } of taken) {
    await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
        external_id, source, valid_at, recorded_at, edit_id)
      select ${newId()}, ${newId()}, ${winnerId}, item_id, quantity, unit_price, discount, amount_minor, ships_on, external_id,
        source, ${now}, ${now}, ${mergeId} from crm.deal_line where id = ${id}`.execute(tx)
  }
}

/** What the merge copied and nobody changed since goes with it; what it ended stands again. */
export async function giveBackLines({ tx, now }: Writing, mergeId: string): Promise<void> {
  await sql`update crm.deal_line set ended_at = ${now}, ended_by = ${mergeId} where edit_id = ${mergeId} and ended_at is null`.execute(
    tx,
  )
  await sql`update crm.deal_line line set ended_at = null, ended_by = null, valid_until = null
    where ended_by = ${mergeId} and edit_id is distinct from ${mergeId}
      and not exists (select from crm.deal_line other where other.identity = line.identity and other.ended_at is null)`.execute(
    tx,
  )
  await sql`update crm.deal_line_edit set undone_at = ${now} where id = ${mergeId}`.execute(tx)
}

/** Amounts of products are in the currency of their deal, and the merged deal has one. */
async function refuseForeignMoney(
  { tx }: Writing,
  { winnerId, loserId, keepsOwn, takes }: { winnerId: string; loserId: string; keepsOwn: boolean; takes: boolean },
): Promise<void> {
  const { rows } = await sql<{ now: string; before: string; other: string; name: string; otherName: string }>`
    select winner.currency as now, coalesce(merge.before ->> 'currency', winner.currency) as before, loser.currency as other,
      winner.name, loser.name as "otherName"
    from crm.deal winner join crm.deal loser on loser.id = ${loserId}
      left join lateral (select before from crm.merge where winner_id = winner.id and loser_id = loser.id and undone_at is null) merge on true
    where winner.id = ${winnerId}`.execute(tx)
  const { now, before, other, name, otherName } = rows[0]!
  const foreign = keepsOwn && before !== now ? [name, before] : takes && other !== now ? [otherName, other] : null
  if (!foreign) return
  throw refusal(409, {
    code: 'cannot-merge',
    message: `The products of ${foreign[0]} are in ${foreign[1]}, and the merged deal would be in ${now}.`,
    wayOut: `Keep the amount of the deal whose products stay, or the products of the other one.`,
  })
}
