import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'
import type { AlertWish } from './schema.ts'

/** Keeps what somebody wants to be told of; what was news before they asked is not told. */
export async function wishAlerts(work: Work, userId: string, wish: AlertWish): Promise<AlertWish> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`
      insert into demand.alert_wish (user_id, kinds, inbox, mail, since)
      values (${userId}, ${wish.kinds}::text[], ${wish.inbox}, ${wish.mail}, ${now})
      on conflict (user_id) do update set kinds = excluded.kinds, inbox = excluded.inbox, mail = excluded.mail`.execute(
      tx,
    )
    const ways = [wish.inbox && 'in the inbox', wish.mail && 'by mail'].filter(Boolean).join(' and ') || 'in no way'
    const summary = `Wants to be told of ${wish.kinds.join(', ') || 'nothing'} of demand ${ways}`
    await audit({ command: 'demand.wish-alerts', noun: 'demand', summary, after: wish })
    await emit('demand.alert.wished', {})
    return wish
  })
}
