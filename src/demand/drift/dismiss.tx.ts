import { sql } from 'kysely'
import { notFound } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'

/** Keeps that a drift needs nobody any more. */
export async function dismissDrift(work: Work, id: string): Promise<{ dismissed: boolean }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ reason: string }>`
      update demand.drift set ended_at = ${now}, ended_as = 'dismissed', ended_by_name = ${actor.name}
      where id = ${id} and ended_at is null returning reason`.execute(tx)
    if (rows.length === 0) throw notFound('open drift', id)
    const summary = `Dismissed a drift: ${rows[0]!.reason}`
    await audit({ command: 'demand.dismiss-drift', noun: 'demand', subjectId: id, summary })
    await emit('demand.drift.changed', { driftId: id })
    return { dismissed: true }
  })
}
