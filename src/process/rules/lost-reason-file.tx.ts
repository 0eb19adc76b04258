import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { text } from '#platform/importing/field.ts'
import type { Addition, Applying } from '#platform/importing/file-kind.ts'
import { lostReason } from './broken.ts'
import { rulesInForce } from './in-force.sql.ts'

/** Why deals were lost, as a file of deals tells. */
export const lostReasonAddition: Addition = {
  kind: 'deals',
  fields: [text('lost_reason', 'Lost reason', 0, 'lostreason lossreason reasonlost closedlostreason verlustgrund')],
  apply: keepLostReasons,
}

async function keepLostReasons(tx: Tx, { mapping, now, dryRun }: Applying): Promise<void> {
  if (dryRun || !mapping.columns.some(({ field }) => field === 'lost_reason')) return
  const lists = (await rulesInForce(tx, ['lost reason'])).flatMap(({ terms }) =>
    terms.kind === 'lost reason' ? [terms] : [],
  )
  const { rows } = await sql<{ dealId: string; stageId: string; said: string }>`
    select deal.id as "dealId", deal.stage_id as "stageId", staged.lost_reason as said from staged
    join crm.deal on deal.external_id = staged.key and deal.ended_at is null and deal.outcome = 'lost'
    where not staged.is_out and staged.lost_reason is not null`.execute(tx)
  for (const { dealId, stageId, said } of rows) {
    const terms = lists.find((each) => each.stageId === stageId)
    const found = (terms && lostReason(terms, said)) ?? { reason: said.slice(0, 80), note: '' }
    await sql`insert into process.loss (deal_id, reason, note, said_at) values (${dealId}, ${found.reason}, ${found.note}, ${now})
      on conflict (deal_id) do update set reason = excluded.reason, note = excluded.note, said_at = excluded.said_at`.execute(
      tx,
    )
  }
}
