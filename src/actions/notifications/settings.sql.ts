import { sql } from 'kysely'
import type { SignedIn } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { NotificationSettings } from './schema.ts'

/** The settings of a login, and what has been sent so far. */
export type Kept = NotificationSettings & {
  chatUrl: string | null
  chatProblem: string | null
  mailedUntil: string
  mailedAt: string | null
  chattedUntil: string
  chattedAt: string | null
}

const columns = sql`t.mail, t.chat, t.chat_url as "chatUrl", t.quiet_from as "quietFrom", t.quiet_to as "quietTo", t.daily_at as "dailyAt",
  t.on_weekends as "onWeekends", t.mailed_until as "mailedUntil", t.mailed_at as "mailedAt",
  t.chatted_until as "chattedUntil", t.chatted_at as "chattedAt", t.chat_problem as "chatProblem"`

/** The settings of a login; undefined where it has none. */
export async function settingsOf(db: Db, userId: string): Promise<Kept | undefined> {
  const { rows } =
    await sql<Kept>`select ${columns} from actions.notification_setting t where t.user_id = ${userId}`.execute(db)
  return rows[0]
}

/** Those who can sign in, have notifications on and something unread that was not sent yet. */
export async function withNews(db: Db): Promise<(Kept & { user: SignedIn })[]> {
  const { rows } = await sql<Kept & { user: SignedIn }>`
    select ${columns}, jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'personId', u."personId") as "user"
    from actions.notification_setting t join auth."user" u on u.id = t.user_id and u."disabledAt" is null
    where (t.mail <> 'never' or t.chat <> 'never') and exists (
      select 1 from actions.notice n where n.to_id = coalesce(u."personId", u.id) and n.read_at is null
        and n.at > least(case when t.mail <> 'never' then t.mailed_until end, case when t.chat <> 'never' then t.chatted_until end))
    order by t.user_id`.execute(db)
  return rows
}
