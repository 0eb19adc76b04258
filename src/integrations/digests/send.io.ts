import { sayInChat } from '#actions/chat.io.ts'
import { clockIn } from '#company/local-time.ts'
import { companyProfile } from '#company/profile.sql.ts'
import { dueDay } from '#company/schedule.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import { askingAs } from '#platform/http/asked-as.ts'
import { sendMail } from '#platform/mail.ts'
import { systemActor } from '#platform/transaction.ts'
import { formatDay } from '#platform/ui/format.ts'
import type { Workspace } from '#platform/workspace.ts'
import { settleDigest } from './change.tx.ts'
import { type Outgoing, outgoing } from './digests.sql.ts'
import { chatOf, type Letter, mailOf } from './message.ts'
import { newsOf, type Seen, seenOf } from './seen.ts'
import { tellParts } from './tell.io.ts'

/** How long one that does not arrive is tried again, in minutes; then its receiver is told why. */
const PATIENCE = 60

/**
 * Sends every digest whose hour has come, to each receiver as they may see it. One that breaks, or that does not arrive, holds
 * up no other; where the process ends between sending and noting it, it goes twice rather than never.
 */
export async function sendDigests(workspace: Workspace, signal: AbortSignal): Promise<void> {
  for (const one of await outgoing(workspace.db)) {
    if (signal.aborted) return
    const clock = clockIn(one.timeZone, workspace.clock())
    const day = dueDay(one.when, clock, one.settledOn)
    if (day === null || (!workspace.smtpUrl && !one.byChat)) continue
    const isLate = day < clock.day || clock.minute - one.when.minute >= PATIENCE
    try {
      const { seen, arrivedBy, problem } = await sendDigest(workspace, one)
      const isDone = arrivedBy.length > 0 || problem === null
      const kept = { seen: isDone ? seen : null, isSent: arrivedBy.length > 0, problem }
      await settleDigest(
        { workspace, actor: systemActor },
        { id: one.id, userId: one.userId, day: isDone || isLate ? day : null, ...kept },
      )
    } catch (error) {
      workspace.log.error({ digest: one.id, error: String(error) }, 'integrations.digest-failed')
    }
  }
}

/** What came of it: what was told, where it arrived (nowhere where nothing was new), and why it did not arrive elsewhere. */
type Sent = { seen: Seen; arrivedBy: string[]; problem: string | null }

/** Reads a digest as its receiver may see it now and sends it; what has not changed too where it is asked for by hand. */
export async function sendDigest(workspace: Workspace, one: Outgoing, { evenSame = false } = {}): Promise<Sent> {
  const reader = { permissions: permissionsOf(workspace, one.role), ask: askingAs(workspace, one.userId) }
  const parts = await tellParts(workspace, reader, one.parts)
  const seen = seenOf(parts)
  const withNews = parts.map((part) => ({ ...part, news: newsOf(part, one.told) }))
  const isSame = withNews.every(({ news, problem }) => problem === null && news !== null && !news.isChanged)
  if (one.onlyNews && isSame && !evenSame) return { seen, arrivedBy: [], problem: null }
  const { locale } = await companyProfile(workspace.db)
  const since = one.told && one.sentAt && clockIn(one.timeZone, new Date(one.sentAt)).day
  const letter: Letter = {
    name: one.name,
    parts: withNews,
    since: since && formatDay(since, { locale }),
    base: `${workspace.publicUrl}${workspace.basePath}`,
    from: one.isOwner ? null : one.ownerName,
  }
  return { seen, ...(await bring(workspace, one, letter)) }
}

async function bring(workspace: Workspace, one: Outgoing, letter: Letter): Promise<Omit<Sent, 'seen'>> {
  const [arrivedBy, problems]: [string[], string[]] = [[], []]
  if (one.byMail) {
    if (await sendMail(workspace, { to: one.email, ...mailOf(letter) })) arrivedBy.push(one.email)
    else problems.push('The mail server did not take it, or none is set up (SMTP_URL).')
  }
  if (one.byChat) {
    const problem = await sayInChat(workspace, one.userId, chatOf(letter))
    if (problem === null) arrivedBy.push('your chat')
    else problems.push(problem)
  }
  return { arrivedBy, problem: problems.join(' ') || null }
}
