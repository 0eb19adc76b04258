import type { Mount, Request } from '#platform/http/mount.ts'
import { changeNotifications } from './change.tx.ts'
import { notificationsContract } from './contract.ts'
import { defaultSettings } from './schema.ts'
import { tryChat } from './send.io.ts'
import { settingsOf } from './settings.sql.ts'

/** One's own notifications. */
export function notificationsRoutes(mount: Mount): void {
  mount(notificationsContract.settings, told)
  mount(notificationsContract.changeNotifications, async (asked) => {
    await changeNotifications(asked.work, asked.scope.userId, asked.body)
    return told(asked)
  })
  mount(notificationsContract.tryChat, async ({ workspace, scope }) => {
    const kept = await settingsOf(workspace.db, scope.userId)
    return kept ? tryChat(workspace, kept) : { arrived: false, answer: 'No chat is known to send to.' }
  })
}

async function told({ workspace, scope }: Pick<Request<never, never, never>, 'workspace' | 'scope'>) {
  const kept = await settingsOf(workspace.db, scope.userId)
  const { mail, chat, quietFrom, quietTo, dailyAt, onWeekends } = kept ?? defaultSettings
  return {
    ...{ mail, chat, quietFrom, quietTo, dailyAt, onWeekends },
    chatHost: kept?.chatUrl ? new URL(kept.chatUrl).host : null,
    chatProblem: kept?.chatProblem ?? null,
    canMail: workspace.smtpUrl !== null,
  }
}
