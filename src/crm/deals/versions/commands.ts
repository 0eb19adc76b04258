import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import type { Statement } from '../../correction.ts'
import { byTime, type DealVersion, projection, stands } from '../../history.ts'
import { versionsOf } from '../history/queries.ts'

/** Appends what one edit states; all its versions are recorded at one instant, by which the edit is known. */
export async function writeVersions(
  { tx, actor }: Writing,
  edit: { dealId: string; at: string; statements: Statement[]; reason?: string | undefined },
): Promise<void> {
  for (const { validAt, state } of edit.statements) {
    await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, name, account_id, item_id, owner_id, stage_id,
        forecast_category, amount_minor, amount_basis, currency, expected_close, closed_on, actor_user_id, reason)
      values (${newId()}, ${edit.dealId}, ${validAt}, ${edit.at}, ${state.name}, ${state.accountId}, ${state.itemId},
        ${state.ownerId}, ${state.stageId}, ${state.forecastCategory}, ${state.amountMinor}, ${state.amountBasis},
        ${state.currency}, ${state.expectedClose}, ${state.closedOn}, ${actor.id}, ${edit.reason ?? null})`.execute(tx)
  }
}

/** Makes the deal show its newest standing version; without one it has ended. */
export async function project(tx: Tx, { dealId, at }: { dealId: string; at: string }): Promise<DealVersion | null> {
  const versions = await versionsOf(tx, dealId)
  const state = projection(versions)
  if (!state) {
    await sql`update crm.deal set ended_at = ${at}, changed_at = ${at} where id = ${dealId}`.execute(tx)
    return null
  }
  await sql`update crm.deal deal set name = ${state.name}, account_id = ${state.accountId}, item_id = ${state.itemId},
      owner_id = ${state.ownerId}, stage_id = stage.id, pipeline_id = stage.pipeline_id, outcome = stage.outcome,
      forecast_category = ${state.forecastCategory}, amount_minor = ${state.amountMinor}, amount_basis = ${state.amountBasis},
      currency = ${state.currency}, expected_close = ${state.expectedClose}, closed_on = ${state.closedOn},
      stage_since = ${stageSince(versions, state)}, changed_at = ${at}, ended_at = null
    from crm.stage stage where stage.id = ${state.stageId} and deal.id = ${dealId}`.execute(tx)
  return state
}

/** When the deal last came into the stage it is in. */
function stageSince(versions: DealVersion[], state: DealVersion): string {
  const story = versions.filter(stands).sort(byTime)
  let since = state.validAt
  for (const version of story.reverse()) {
    if (version.stageId !== state.stageId) break
    since = version.validAt
  }
  return since
}
