import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { About } from '#platform/subjects/subject.ts'
import { mentionedIn } from '../mentions.ts'
import { namesOf } from '../parties.sql.ts'
import type { Comment } from '../schema.ts'

type Row = Omit<Comment, 'mentions' | 'saidBy' | 'isMine'>

const columns = sql`c.id, c.noun, c.subject_id as "subjectId", c.text, c.said_by as "saidById", c.said_at as "saidAt",
  c.edited_at as "editedAt", c.withdrawn_at as "withdrawnAt"`

/** The comments on a thing, oldest first; withdrawn ones are gone. Whether the thing may be seen is asked before. */
export async function commentsOn(
  db: Db | Tx,
  { noun, id, me, limit, offset }: About & { me: string; limit: number; offset: number },
): Promise<{ comments: Comment[]; total: number }> {
  const where = sql`c.noun = ${noun} and c.subject_id = ${id} and c.withdrawn_at is null`
  const { rows } = await sql<Row>`select ${columns} from actions.comment c where ${where}
    order by c.said_at, c.id limit ${limit} offset ${offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*) as total from actions.comment c where ${where}`.execute(db)
  return { comments: await named(db, { rows, me }), total: count.rows[0]?.total ?? 0 }
}

/** One comment, also a withdrawn one; null where there is none. */
export async function commentById(db: Db | Tx, { id, me }: { id: string; me: string }): Promise<Comment | null> {
  const { rows } = await sql<Row>`select ${columns} from actions.comment c where c.id = ${id}`.execute(db)
  return (await named(db, { rows, me }))[0] ?? null
}

async function named(db: Db | Tx, { rows, me }: { rows: Row[]; me: string }): Promise<Comment[]> {
  const mentioned = rows.map(({ text }) => mentionedIn(text))
  const names = await namesOf(db, [...rows.map(({ saidById }) => saidById), ...mentioned.flat()])
  return rows.map((row, at) => ({
    ...row,
    mentions: mentioned[at]!.map((id) => ({ id, name: names.get(id) ?? 'somebody' })),
    saidBy: names.get(row.saidById) ?? 'somebody',
    isMine: row.saidById === me,
  }))
}
