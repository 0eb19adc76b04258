import { sql } from 'kysely'
import { chatHostOf } from '#actions/chat.io.ts'
import { clockIn } from '#company/local-time.ts'
import { lastDay, scheduleText } from '#company/schedule.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { digestOf, logins } from './digests.sql.ts'
import { partKey } from './part-key.ts'
import type { DigestGiven, Timetable } from './schema.ts'
import type { Seen } from './seen.ts'
import { digestViewsOf, mayHave } from './tell.io.ts'

/** Whose digest it is, and what they may do. */
export type Owner = { userId: string; permissions: ReadonlySet<string> }

/** Nobody is sent more than this by one maker. */
const MOST = 100

/** Adds a digest; the first goes out at the next of its hours. */
export async function addDigest(work: Work, owner: Owner, given: DigestGiven): Promise<{ id: string }> {
  await checkGiven(work, owner, given)
  return transact(work, async (writing) => {
    const id = newId()
    const { userId } = owner
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from integrations.digest
      where owner_id = ${userId} and ended_at is null`.execute(writing.tx)
    if (rows[0]!.count >= MOST) throw tooMany()
    const { name, parts, timeZone, onlyNews } = given
    const { every, weekday, monthDay, minute } = columnsOf(given.when)
    await sql`insert into integrations.digest (id, owner_id, name, parts, every, weekday, month_day, minute, time_zone, only_news, made_at)
      values (${id}, ${userId}, ${name}, ${JSON.stringify(parts)}, ${every}, ${weekday}, ${monthDay}, ${minute}, ${timeZone},
        ${onlyNews}, ${writing.now})`.execute(writing.tx)
    await keepReceivers(writing, { id, userId, given, isMoved: true })
    await told(writing, { id, command: 'integrations.add-digest', summary: 'Added a digest', after: given })
    return { id }
  })
}

/** Changes a digest of one's own; whoever left it stays out of it. Where it comes at the same times as before, none is passed over. */
export async function changeDigest(work: Work, owner: Owner, given: DigestGiven & { id: string }): Promise<void> {
  const { id, ...to } = given
  await checkGiven(work, owner, to)
  await transact(work, async (writing) => {
    const { tx } = writing
    await lockOwn(tx, { userId: owner.userId, id })
    const before = (await digestOf(tx, { userId: owner.userId, id }))!
    const isMoved = scheduleText(before.when) !== scheduleText(to.when) || before.timeZone !== to.timeZone
    const { name, parts, timeZone, onlyNews } = to
    const { every, weekday, monthDay, minute } = columnsOf(to.when)
    await sql`update integrations.digest set name = ${name}, parts = ${JSON.stringify(parts)}, every = ${every}, weekday = ${weekday},
      month_day = ${monthDay}, minute = ${minute}, time_zone = ${timeZone}, only_news = ${onlyNews} where id = ${id}`.execute(
      tx,
    )
    await keepReceivers(writing, { id, userId: owner.userId, given: to, isMoved })
    const summary = 'Changed a digest'
    await told(writing, { id, command: 'integrations.change-digest', summary, after: to })
  })
}

/** Sends a digest of one's own no more. */
export async function endDigest(work: Work, { userId, id }: { userId: string; id: string }): Promise<void> {
  await transact(work, async (writing) => {
    await lockOwn(writing.tx, { userId, id })
    await sql`update integrations.digest set ended_at = ${writing.now} where id = ${id}`.execute(writing.tx)
    await told(writing, { id, command: 'integrations.end-digest', summary: 'Ended a digest' })
  })
}

/** Sends a digest again that its owner ended; what was missed meanwhile does not come. */
export async function restoreDigest(work: Work, { userId, id }: { userId: string; id: string }): Promise<void> {
  await transact(work, async (writing) => {
    const { tx } = writing
    const { numAffectedRows } = await sql`update integrations.digest set ended_at = null
      where id = ${id} and owner_id = ${userId} and ended_at is not null`.execute(tx)
    if (numAffectedRows !== 1n) throw notFound('digest that was ended', id)
    const digest = (await digestOf(tx, { userId, id }))!
    const settled = settledFor(digest, writing.now)
    await sql`update integrations.digest_receiver set settled_on = ${settled} where digest_id = ${id}`.execute(tx)
    await told(writing, { id, command: 'integrations.restore-digest', summary: 'Restored a digest' })
  })
}

/** How a digest comes to somebody; with neither way it comes no more. */
export async function receiveDigest(
  work: Work,
  { userId, id, byMail, byChat }: { userId: string; id: string; byMail: boolean; byChat: boolean },
): Promise<void> {
  if (byChat) await checkChat(work, userId)
  await transact(work, async (writing) => {
    const { tx, now } = writing
    const leaves = !byMail && !byChat
    const { numAffectedRows } = await sql`update integrations.digest_receiver r
      set by_mail = ${byMail}, by_chat = ${byChat}, left_at = case when ${leaves} then ${now}::timestamptz end, problem = null
      from integrations.digest d where d.id = r.digest_id and d.ended_at is null and r.digest_id = ${id} and r.user_id = ${userId}`.execute(
      tx,
    )
    if (numAffectedRows !== 1n) throw notFound('digest', id)
    const summary = leaves ? 'A digest comes no more' : `A digest comes ${waysText({ byMail, byChat })}`
    await told(writing, { id, command: 'integrations.receive-digest', summary })
  })
}

/** Notes what came of a digest for one receiver: done for a day, what was told, or why it did not arrive. */
export async function settleDigest(
  work: Work,
  done: { id: string; userId: string; day: string | null; seen: Seen | null; isSent: boolean; problem: string | null },
): Promise<void> {
  const { id, userId, day, seen, isSent, problem } = done
  await transact(work, async ({ tx, now, emit }) => {
    await sql`update integrations.digest_receiver set settled_on = greatest(settled_on, ${day}::date), problem = ${problem},
        told = coalesce(${seen && JSON.stringify(seen)}::jsonb, told), sent_at = case when ${isSent} then ${now}::timestamptz else sent_at end
      where digest_id = ${id} and user_id = ${userId}`.execute(tx)
    await emit('integrations.digest.changed', { digestId: id })
  })
}

async function keepReceivers(
  { tx, now }: Writing,
  { id, userId, given, isMoved }: { id: string; userId: string; given: DigestGiven; isMoved: boolean },
): Promise<void> {
  const settled = settledFor(given, now)
  const others = [...new Set(given.receivers)].filter((each) => each !== userId)
  await sql`delete from integrations.digest_receiver where digest_id = ${id} and left_at is null
    and user_id <> all(${[userId, ...others]}::uuid[])`.execute(tx)
  const leaves = !given.byMail && !given.byChat
  await sql`insert into integrations.digest_receiver (digest_id, user_id, by_mail, by_chat, settled_on, left_at)
      values (${id}, ${userId}, ${given.byMail}, ${given.byChat}, ${settled}, case when ${leaves} then ${now}::timestamptz end)
      on conflict (digest_id, user_id) do update set by_mail = excluded.by_mail, by_chat = excluded.by_chat, left_at = excluded.left_at`.execute(
    tx,
  )
  await sql`insert into integrations.digest_receiver (digest_id, user_id, by_mail, by_chat, settled_on)
      select ${id}, other, true, false, ${settled}::date from unnest(${others}::uuid[]) other
      on conflict (digest_id, user_id) do nothing`.execute(tx)
  await sql`update integrations.digest_receiver set problem = null where digest_id = ${id}`.execute(tx)
  if (isMoved)
    await sql`update integrations.digest_receiver set settled_on = ${settled} where digest_id = ${id}`.execute(tx)
}

/** The last of its days whose hour has passed: what comes next is the first that is sent. */
function settledFor({ when, timeZone }: { when: Timetable; timeZone: string }, now: string): string {
  return lastDay(when, clockIn(timeZone, new Date(now)))
}

async function checkGiven(work: Work, { userId, permissions }: Owner, given: DigestGiven): Promise<void> {
  const views = new Map(digestViewsOf(work.workspace).map((view) => [view.key, view]))
  for (const { view: key } of given.parts) {
    const view = views.get(key)
    if (!view || !mayHave(view, permissions)) throw noView(key)
  }
  const keys = given.parts.map(partKey)
  const twice = given.parts.find((_, at) => keys.indexOf(keys[at]!) < at)
  if (twice) throw tellsTwice(twice.title)
  if (!given.byMail && !given.byChat && given.receivers.length === 0) throw goesNowhere()
  if (given.byChat) await checkChat(work, userId)
  const known = new Set((await logins(work.workspace.db)).map(({ id }) => id))
  const unknown = given.receivers.filter((id) => !known.has(id))
  if (unknown.length > 0) throw noLogin(unknown)
}

async function checkChat({ workspace }: Work, userId: string): Promise<void> {
  if ((await chatHostOf(workspace.db, userId)) === null) throw noChat()
}

async function lockOwn(tx: Tx, { userId, id }: { userId: string; id: string }): Promise<void> {
  const { rows } = await sql`select 1 from integrations.digest
    where id = ${id} and owner_id = ${userId} and ended_at is null for update`.execute(tx)
  if (rows.length === 0) throw notFound('digest', id)
}

async function told(
  { audit, emit }: Writing,
  line: { id: string; command: string; summary: string; after?: DigestGiven },
): Promise<void> {
  const { id, command, after: given } = line
  const summary = given ? `${line.summary}, ${scheduleText(given.when)}` : line.summary
  // What people call it may name somebody, whom an erasure could not take out of here.
  const after = given && { views: given.parts.map(({ view }) => view), when: given.when, receivers: given.receivers }
  await audit({ command, noun: 'digest', subjectId: id, summary, after })
  await emit('integrations.digest.changed', { digestId: id })
}

function columnsOf(when: Timetable) {
  return {
    every: when.every,
    minute: when.minute,
    weekday: when.every === 'week' ? when.weekday : null,
    monthDay: when.every === 'month' ? when.monthDay : null,
  }
}

function waysText({ byMail, byChat }: { byMail: boolean; byChat: boolean }): string {
  return [...(byMail ? ['by mail'] : []), ...(byChat ? ['in the chat'] : [])].join(' and ')
}

function noView(key: string) {
  return refusal(400, {
    code: 'no-view',
    message: `There is no view "${key}" that you may have sent.`,
    wayOut: 'GET /api/integrations/digests/views lists those there are.',
  })
}

function tellsTwice(title: string) {
  return refusal(400, {
    code: 'tells-twice',
    message: `${title} stands here twice with the same filters.`,
    wayOut: 'Leave one of the two out.',
  })
}

function noLogin(ids: readonly string[]) {
  return refusal(400, {
    code: 'no-login',
    message: `Nobody who can sign in has the id ${ids.join(', ')}.`,
    wayOut: 'GET /api/integrations/digests/logins lists who can be sent a digest.',
  })
}

function goesNowhere() {
  return refusal(400, {
    code: 'goes-nowhere',
    message: 'This digest would come to nobody.',
    wayOut: 'Have it sent to you by mail or to your chat, or name who else gets it.',
  })
}

function noChat() {
  return refusal(400, {
    code: 'no-chat',
    message: 'No chat is known to send to.',
    wayOut: 'Name one with your notifications (Actions, Inbox), then have the digest come there.',
  })
}

function tooMany() {
  return refusal(409, {
    code: 'too-many',
    message: `You have ${MOST} digests already.`,
    wayOut: 'Put several views into one, or end those that nobody reads.',
  })
}
