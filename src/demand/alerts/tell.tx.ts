import { daysElapsed } from '@drumbeat/periods'
import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { readCompany } from '#company/profile.sql.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { sendMail } from '#platform/mail.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { toTell } from './alerts.sql.ts'
import { digest, type News, sharedOut } from './share-out.ts'

/** Tells everybody who wants to be told, in their inbox and by mail, of what they may see; each thing once in each way. */
export async function tellAlerts(work: Work): Promise<void> {
  await tellInInbox(work)
  await tellByMail(work)
}

async function tellInInbox(work: Work): Promise<void> {
  await transact(work, async (writing) => {
    const { tx, now } = writing
    await sql`select pg_advisory_xact_lock(hashtext('demand.alert'))`.execute(tx)
    for (const { user, toldToday, news } of await toTell(tx, 'inbox', now)) {
      if (!permissionsOf(work.workspace, user.role).has('demand:read')) continue
      const ownerId = user.personId ?? user.id
      const { single, together } = sharedOut(news, toldToday)
      for (const { id, sentence } of single) {
        const title = `Demand: ${sentence}`
        await addAction(writing, { title, ownerId, dueOn: null, about: null, cause: `demand.alert:${id}:${user.id}` })
      }
      if (together.length > 0) {
        const title = `Demand: ${together.length} more things are new, look under Changes`
        const cause = `demand.alerts:${now.slice(0, 10)}:${user.id}`
        await addAction(writing, { title, ownerId, dueOn: null, about: null, cause })
      }
      await noteSent(tx, { news, userId: user.id, how: 'inbox', now })
    }
  })
}

/** A mail that was handed over is noted; one that was not goes again with the next look. */
async function tellByMail(work: Work): Promise<void> {
  const { workspace } = work
  const now = workspace.clock()
  for (const { user, mailedAt, news } of await toTell(workspace.db, 'mail', now.toISOString())) {
    if (!permissionsOf(workspace, user.role).has('demand:read')) continue
    if (mailedAt !== null && daysElapsed({ from: mailedAt, to: now.toISOString() }) < 1) continue
    const { name } = await readCompany(workspace.db)
    const link = `${workspace.publicUrl}${workspace.basePath}/demand?tab=changes`
    if (!(await sendMail(workspace, digest({ to: user.email, company: name, news, link })))) continue
    await noteSent(workspace.db, { news, userId: user.id, how: 'mail', now: now.toISOString() })
    await sql`update demand.alert_wish set mailed_at = ${now} where user_id = ${user.id}`.execute(workspace.db)
  }
}

async function noteSent(
  db: Db | Tx,
  { news, userId, how, now }: { news: readonly News[]; userId: string; how: 'inbox' | 'mail'; now: string },
): Promise<void> {
  await sql`
    insert into demand.alert_sent (alert_id, user_id, how, at)
    select id, ${userId}, ${how}, ${now} from unnest(${news.map(({ id }) => id)}::uuid[]) as x (id)
    on conflict do nothing`.execute(db)
}
