import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { NotificationSettings } from './schema.ts'

/** Keeps the notifications of a login. What came before they were on is not sent; a new address of the chat takes the place of the one that is known. */
export async function changeNotifications(
  work: Work,
  userId: string,
  wish: NotificationSettings & { chatUrl?: string | null | undefined },
): Promise<void> {
  const { mail, chat, quietFrom, quietTo, dailyAt, onWeekends, chatUrl } = wish
  if ((quietFrom === null) !== (quietTo === null)) {
    throw refusal(400, {
      code: 'half-a-night',
      message: 'The quiet hours have a beginning and no end, or an end and no beginning.',
      wayOut: 'Give both quietFrom and quietTo, or neither.',
    })
  }
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ chat_url: string | null }>`select chat_url from actions.notification_setting
      where user_id = ${userId} for update`.execute(tx)
    const url = chatUrl === undefined ? (rows[0]?.chat_url ?? null) : chatUrl
    if (chat !== 'never' && url === null) {
      throw refusal(400, {
        code: 'no-chat',
        message: 'No chat is known to send to.',
        wayOut: 'Make an incoming webhook in Slack, Teams, Mattermost or Google Chat and give its address as chatUrl.',
      })
    }
    const kept = sql`mail = excluded.mail, chat = excluded.chat, chat_url = excluded.chat_url, quiet_from = excluded.quiet_from,
      quiet_to = excluded.quiet_to, daily_at = excluded.daily_at, on_weekends = excluded.on_weekends`
    await sql`insert into actions.notification_setting as t (user_id, mail, chat, chat_url, quiet_from, quiet_to, daily_at, on_weekends, mailed_until, chatted_until)
      values (${userId}, ${mail}, ${chat}, ${url}, ${quietFrom}, ${quietTo}, ${dailyAt}, ${onWeekends}, ${now}, ${now})
      on conflict (user_id) do update set ${kept},
        chat_problem = case when t.chat_url is distinct from excluded.chat_url then null else t.chat_problem end,
        mailed_until = case when t.mail = 'never' then ${now} else t.mailed_until end,
        chatted_until = case when t.chat = 'never' then ${now} else t.chatted_until end`.execute(tx)
    const where = url && chat !== 'never' ? new URL(url).host : null
    const summary = `Notifications by mail: ${mail}; to a chat: ${chat}${where ? ` (${where})` : ''}`
    await audit({ command: 'actions.change-notifications', noun: 'inbox', summary, after: { ...wish, chatUrl: where } })
    await emit('actions.notifications.changed', {})
  })
}

/** Notes that what came until a moment has been sent, or why it did not arrive. */
export async function noteTold(
  work: Work,
  {
    userId,
    way,
    until,
    problem,
  }: { userId: string; way: 'mail' | 'chat'; until: string | null; problem: string | null },
): Promise<void> {
  await transact(work, async ({ tx, now, emit }) => {
    if (way === 'mail') {
      await sql`update actions.notification_setting set mailed_until = coalesce(${until}, mailed_until), mailed_at = ${now}
        where user_id = ${userId}`.execute(tx)
    } else {
      await sql`update actions.notification_setting set chatted_until = coalesce(${until}, chatted_until), chatted_at = ${now}, chat_problem = ${problem}
        where user_id = ${userId}`.execute(tx)
    }
    await emit('actions.notifications.changed', {})
  })
}
