import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Digest, Part, Receiver, Timetable } from './schema.ts'
import type { Seen } from './seen.ts'

const timetable = sql`jsonb_strip_nulls(jsonb_build_object('every', d.every, 'weekday', d.weekday, 'monthDay', d.month_day,
  'minute', d.minute))`

const receiver = sql`jsonb_build_object('id', u.id, 'name', u.name, 'byMail', r.by_mail, 'byChat', r.by_chat,
  'sentAt', r.sent_at, 'problem', r.problem, 'leftAt', r.left_at)`

const inForce = sql`d.ended_at is null`

/** What a login made, and what comes to it; of others' digests it sees itself alone among the receivers. */
export async function digestsOf(db: Db, userId: string): Promise<Digest[]> {
  return digestsWhere(db, { userId, where: inForce })
}

/** One digest as a login sees it; undefined where it is not theirs and does not come to them. */
export async function digestOf(
  db: Db | Tx,
  { userId, id }: { userId: string; id: string },
): Promise<Digest | undefined> {
  return (await digestsWhere(db, { userId, where: sql`${inForce} and d.id = ${id}` }))[0]
}

async function digestsWhere(db: Db | Tx, { userId, where }: { userId: string; where: RawBuilder<unknown> }) {
  const { rows } = await sql<Digest>`
    select d.id, d.name, d.parts, ${timetable} as "when", d.time_zone as "timeZone", d.only_news as "onlyNews",
      jsonb_build_object('id', o.id, 'name', o.name) as owner, d.owner_id = ${userId} as "isOwn",
      coalesce((select jsonb_agg(${receiver} order by u.id <> d.owner_id, u.name, u.id) from integrations.digest_receiver r
        join auth."user" u on u.id = r.user_id and u."disabledAt" is null
        where r.digest_id = d.id and (d.owner_id = ${userId} or r.user_id = ${userId})), '[]') as receivers
    from integrations.digest d join auth."user" o on o.id = d.owner_id
    where ${where} and (d.owner_id = ${userId} or exists (select 1 from integrations.digest_receiver r
      where r.digest_id = d.id and r.user_id = ${userId}))
    order by d.owner_id <> ${userId}, d.name, d.id`.execute(db)
  return rows.map((row) => ({ ...row, receivers: row.receivers.map(whole) }))
}

/** PostgreSQL writes instants inside JSON in its own way. */
function whole({ sentAt, leftAt, ...rest }: Receiver): Receiver {
  const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString())
  return { ...rest, sentAt: iso(sentAt), leftAt: iso(leftAt) }
}

/** Everybody who can sign in. */
export async function logins(db: Db | Tx): Promise<{ id: string; name: string; role: string }[]> {
  const { rows } = await sql<{ id: string; name: string; role: string }>`
    select id, name, role from auth."user" where "disabledAt" is null order by lower(name), id`.execute(db)
  return rows
}

/** A digest on its way to one receiver. */
export type Outgoing = {
  id: string
  name: string
  parts: Part[]
  when: Timetable
  timeZone: string
  onlyNews: boolean
  ownerName: string
  userId: string
  email: string
  role: string
  isOwner: boolean
  byMail: boolean
  byChat: boolean
  settledOn: string
  sentAt: string | null
  told: Seen | null
}

/** Every digest with each of its receivers who can sign in and wants it; or of one digest and receiver. */
export async function outgoing(db: Db, one?: { id: string; userId: string }): Promise<Outgoing[]> {
  const which = one ? sql`d.id = ${one.id} and r.user_id = ${one.userId}` : sql`r.left_at is null`
  const { rows } = await sql<Outgoing>`
    select d.id, d.name, d.parts, ${timetable} as "when", d.time_zone as "timeZone", d.only_news as "onlyNews", o.name as "ownerName",
      u.id as "userId", u.email, u.role, u.id = d.owner_id as "isOwner", r.by_mail as "byMail", r.by_chat as "byChat",
      r.settled_on as "settledOn", r.sent_at as "sentAt", r.told
    from integrations.digest d join auth."user" o on o.id = d.owner_id
      join integrations.digest_receiver r on r.digest_id = d.id
      join auth."user" u on u.id = r.user_id and u."disabledAt" is null
    where ${inForce} and ${which} order by d.id, u.id`.execute(db)
  return rows
}
