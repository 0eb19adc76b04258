import { type Clock, clockIn } from '#company/local-time.ts'
import { readCompany } from '#company/profile.sql.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import { sendMail } from '#platform/mail.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { sayAt } from '../chat.io.ts'
import { inboxOf } from '../inbox/notices.sql.ts'
import type { Notice } from '../schema.ts'
import { noteTold } from './change.tx.ts'
import { mailOf, messageOf } from './message.ts'
import { type Kept, withNews } from './settings.sql.ts'
import { isDue } from './when.ts'

type Ready = Awaited<ReturnType<typeof withNews>>[number]

/** An inbox holds a thousand at most; more are told as a number. */
const MOST = 1000

/**
 * Sends everybody whose time it is what is unread and new, as far as they may see it now. A message that was handed over is noted; where
 * the process ends between the two it goes twice rather than never.
 */
export async function sendNotifications(workspace: Workspace, signal: AbortSignal): Promise<void> {
  for (const one of await withNews(workspace.db)) {
    if (signal.aborted) return
    await tellOne(workspace, one)
  }
}

async function tellOne(workspace: Workspace, one: Ready): Promise<void> {
  const { db, domains, clock } = workspace
  const permissions = permissionsOf(workspace, one.user.role)
  if (!permissions.has('actions:read')) return
  const scope = await workspace.scopeOf(one.user)
  const reader = { db, scope, permissions, subjects: domains.flatMap(({ subjects }) => subjects) }
  const { notices } = await inboxOf(reader, { unreadOnly: true, limit: MOST, offset: 0 })
  const company = await readCompany(db)
  const now = clock()
  const at = (instant: Date): Clock => clockIn(company.timeZone, instant)
  const fresh = (until: string) => notices.filter((notice) => Date.parse(notice.at) > Date.parse(until))
  const due = (way: 'mail' | 'chat', news: readonly Notice[], toldAt: string | null) => {
    const first = news.at(-1)
    if (!first) return false
    const last = toldAt === null ? null : { at: new Date(toldAt), day: at(new Date(toldAt)).day }
    return isDue(one[way], { rule: one, clock: at(now), now, firstAt: new Date(first.at), last })
  }
  const base = `${workspace.publicUrl}${workspace.basePath}`
  const byMail = fresh(one.mailedUntil)
  if (due('mail', byMail, one.mailedAt)) {
    const arrived = await sendMail(
      workspace,
      mailOf(messageOf(byMail, { base }), { to: one.user.email, company: company.name }),
    )
    if (arrived) await note(workspace, one, { way: 'mail', news: byMail, problem: null })
  }
  const inChat = fresh(one.chattedUntil)
  if (one.chatUrl && due('chat', inChat, one.chattedAt)) {
    const problem = await sayAt(workspace, one.chatUrl, messageOf(inChat, { base }))
    await note(workspace, one, { way: 'chat', news: problem === null ? inChat : [], problem })
  }
}

async function note(
  workspace: Workspace,
  { user }: Ready,
  told: { way: 'mail' | 'chat'; news: readonly Notice[]; problem: string | null },
): Promise<void> {
  const { way, news, problem } = told
  await noteTold({ workspace, actor: systemActor }, { userId: user.id, way, until: news[0]?.at ?? null, problem })
}

/** One message to the chat now, to see that it arrives. */
export async function tryChat(workspace: Workspace, { chatUrl }: Kept): Promise<{ arrived: boolean; answer: string }> {
  if (chatUrl === null) return { arrived: false, answer: 'No chat is known to send to.' }
  const link = `${workspace.publicUrl}${workspace.basePath}/actions?tab=inbox`
  const title = 'What comes to your inbox will be sent here.'
  const problem = await sayAt(workspace, chatUrl, { title, link, lines: [{ text: title, link }] })
  return { arrived: problem === null, answer: problem ?? `${new URL(chatUrl).host} took it.` }
}
