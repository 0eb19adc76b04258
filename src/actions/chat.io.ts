import type { Db } from '#platform/db/pool.ts'
import { send } from '#platform/webhooks/send.io.ts'
import type { Workspace } from '#platform/workspace.ts'
import { chatBodyOf, type Message } from './notifications/message.ts'
import { settingsOf } from './notifications/settings.sql.ts'

export type { Message }

/** Where somebody's chat is, as they gave it for their notifications; null where none is known. The whole address is a secret. */
export async function chatHostOf(db: Db, userId: string): Promise<string | null> {
  const url = (await settingsOf(db, userId))?.chatUrl
  return url ? new URL(url).host : null
}

/** Says something in somebody's chat; the answer is why it did not arrive, null where it did. */
export async function sayInChat(workspace: Workspace, userId: string, message: Message): Promise<string | null> {
  const url = (await settingsOf(workspace.db, userId))?.chatUrl
  return url ? sayAt(workspace, url, message) : 'No chat is known to send to; name one with your notifications.'
}

/** Says something at the address of a chat; the answer is why it did not arrive, null where it did. */
export async function sayAt({ publicUrl }: Workspace, url: string, message: Message): Promise<string | null> {
  const { status, text } = await send({ url, body: chatBodyOf(message, url), headers: {}, publicUrl })
  if (status !== null && status >= 200 && status < 300) return null
  return `${status === null ? 'Not reached' : `Answered ${status}`}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`
}
