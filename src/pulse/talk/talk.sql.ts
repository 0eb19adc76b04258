import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

export type Line = { place: number; byWriter: boolean; author: string | null; saidAt: string | null; body: string }
export type Comment = {
  id: string
  group: string | null
  question: string
  body: string
  canReply: boolean
  lines: Line[]
}

/** The comments of a round, once it is published; lines of writers only when their time has come. */
export async function commentsOf(db: Db, { roundId, now }: { roundId: string; now: Date }): Promise<Comment[]> {
  const { rows } = await sql<Comment>`select c.id, cell.name as "group", q.text_en as question, c.body,
      c.reply_hash is not null as "canReply", ${linesOf(now)} as lines
    from pulse.comment c join pulse.round_question q on q.round_id = c.round_id and q.position = c.position
    left join pulse.cell cell on cell.id = c.cell_id
    where c.round_id = ${roundId} and exists (select 1 from pulse.published p where p.round_id = c.round_id)
    order by c.id limit 2000`.execute(db)
  return rows
}

/** One's own comment with its talk, by the digest of the secret; undefined before the close, or when nobody has it. */
export async function threadOf(
  db: Db | Tx,
  replyHash: Buffer,
): Promise<{ id: string; body: string; lines: Line[] } | undefined> {
  const { rows } = await sql<{ id: string; body: string; lines: Line[] }>`select c.id, c.body, ${linesOf(null)} as lines
    from pulse.comment c join pulse.published p on p.round_id = c.round_id where c.reply_hash = ${replyHash}`.execute(
    db,
  )
  return rows[0]
}

function linesOf(shownAt: Date | null) {
  return sql`coalesce((select json_agg(json_build_object('place', r.place, 'byWriter', r.by_writer, 'author', u.name,
      'saidAt', to_char(r.said_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'body', r.body) order by r.place)
    from pulse.reply r left join auth."user" u on u.id = r.author_id
    where r.comment_id = c.id
      and (r.shown_from is null or ${shownAt}::timestamptz is null or r.shown_from <= ${shownAt}::timestamptz)), '[]')`
}
