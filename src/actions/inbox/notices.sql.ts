import { sql } from 'kysely'
import { seenThings } from '#platform/subjects/seen.sql.ts'
import { keyOf, type Reader } from '#platform/subjects/subject.ts'
import { mentionedIn } from '../mentions.ts'
import { namesOf, partyOfReader } from '../parties.sql.ts'
import type { Notice } from '../schema.ts'

type Row = Pick<Notice, 'id' | 'kind' | 'at' | 'readAt' | 'text' | 'actionId'> & {
  byId: string | null
  noun: string | null
  subjectId: string | null
}

/** An inbox holds its newest thousand. */
const MOST = 1000

/** What a reader was told, newest first. What is about a thing that they see no longer is left out, unless it is their own action. */
export async function inboxOf(
  reader: Reader,
  { unreadOnly, limit, offset }: { unreadOnly: boolean; limit: number; offset: number },
): Promise<{ notices: Notice[]; total: number; unread: number }> {
  const seen = await seenNotices(reader)
  const wanted = unreadOnly ? seen.filter(({ readAt }) => readAt === null) : seen
  const page = wanted.slice(offset, offset + limit)
  const names = await namesOf(
    reader.db,
    page.flatMap(({ byId, text }) => [...(byId ? [byId] : []), ...mentionedIn(text)]),
  )
  return {
    notices: page.map(({ byId, noun, subjectId, title, path, ...row }) => ({
      ...row,
      by: byId === null ? 'Drumbeat' : (names.get(byId) ?? 'somebody'),
      mentions: mentionedIn(row.text).map((id) => ({ id, name: names.get(id) ?? 'somebody' })),
      about: noun === null || subjectId === null ? null : { noun, id: subjectId, title, path },
    })),
    total: wanted.length,
    unread: seen.filter(({ readAt }) => readAt === null).length,
  }
}

/** How much of it is unread. */
export async function unreadCount(reader: Reader): Promise<number> {
  return (await seenNotices(reader, { unreadOnly: true })).length
}

async function seenNotices(reader: Reader, { unreadOnly = false } = {}) {
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.at, n.read_at as "readAt", n.by_id as "byId", coalesce(c.text, a.title) as text,
      n.action_id as "actionId", coalesce(c.noun, a.noun) as noun, coalesce(c.subject_id, a.subject_id) as "subjectId"
    from actions.notice n left join actions.comment c on c.id = n.comment_id left join actions.action a on a.id = n.action_id
    where n.to_id = ${partyOfReader(reader.scope)} and c.withdrawn_at is null and a.dropped_at is null
      and (not ${unreadOnly} or n.read_at is null)
    order by n.at desc, n.id desc limit ${MOST}`.execute(reader.db)
  const abouts = rows.flatMap(({ noun, subjectId }) => (noun && subjectId ? [{ noun, id: subjectId }] : []))
  const things = await seenThings(reader, abouts)
  return rows.flatMap((row) => {
    const thing = row.noun && row.subjectId ? things.get(keyOf({ noun: row.noun, id: row.subjectId })) : undefined
    const isHidden = row.kind === 'mention' && !thing
    return isHidden ? [] : [{ ...row, title: thing?.title ?? null, path: thing?.path ?? null }]
  })
}
