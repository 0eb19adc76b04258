import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { holding } from '#platform/search/words.sql.ts'
import { seenThings } from '#platform/subjects/seen.sql.ts'
import { type About, keyOf, type Reader } from '#platform/subjects/subject.ts'
import { namesOf, partyOfReader } from './parties.sql.ts'
import type { Action, ActionState } from './schema.ts'

export type ActionFilter = {
  about?: About | null
  /** The id of an owner, or 'none'. */
  owner?: string | undefined
  addedBy?: string | undefined
  state?: ActionState | undefined
  late?: boolean
  search?: string | undefined
}

type Row = Omit<Action, 'about' | 'ownerName' | 'addedBy' | 'doneBy' | 'isMine'> & {
  noun: string | null
  subjectId: string | null
  doneById: string | null
}

/** A list reads at most so many, the first that are due. */
const MOST = 5000

/** Actions that a reader may see: those about things they see, and their own: given to them or by them. First what is due first. */
export async function actionsPage(
  reader: Reader,
  { today, limit, offset, ...filter }: ActionFilter & { today: string; limit: number; offset: number },
): Promise<{ actions: Action[]; total: number }> {
  const { rows } = await sql<Row>`select ${columns(today)} from actions.action a
    where ${matching(filter, today)} order by ${byDue} limit ${MOST}`.execute(reader.db)
  const seen = await seenRows(reader, rows)
  return { actions: await named(reader, seen.slice(offset, offset + limit)), total: seen.length }
}

/** The actions about a thing that a domain has made sure the reader may see, for that domain's own replies; dropped ones are gone. */
export async function actionsAbout(reader: Reader, { today, ...about }: About & { today: string }): Promise<Action[]> {
  const { rows } = await sql<Row>`select ${columns(today)} from actions.action a
    where a.noun = ${about.noun} and a.subject_id = ${about.id} and a.dropped_at is null
    order by ${byDue} limit ${MOST}`.execute(reader.db)
  return named(reader, rows)
}

/** One action that a reader may see; null otherwise. */
export async function actionById(reader: Reader, { id, today }: { id: string; today: string }): Promise<Action | null> {
  const { rows } = await sql<Row>`select ${columns(today)} from actions.action a where a.id = ${id}`.execute(reader.db)
  return (await named(reader, await seenRows(reader, rows)))[0] ?? null
}

/** How many actions of somebody are open, and how many of them late. */
export async function ownCounts(
  db: Db | Tx,
  { me, today }: { me: string; today: string },
): Promise<{ open: number; late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*) as open, count(*) filter (where due_on < ${today}) as late from actions.action
    where owner_id = ${me} and done_at is null and dropped_at is null`.execute(db)
  return rows[0] ?? { open: 0, late: 0 }
}

const byDue = sql`a.done_at is not null, a.due_on nulls last, a.added_at, a.id`

function columns(today: string): RawBuilder<unknown> {
  return sql`a.id, a.title, a.noun, a.subject_id as "subjectId", a.owner_id as "ownerId", a.due_on as "dueOn",
    case when a.dropped_at is not null then 'dropped' when a.done_at is not null then 'done' else 'open' end as state,
    coalesce(a.due_on < ${today}, false) and a.done_at is null and a.dropped_at is null as "isLate",
    a.added_by as "addedById", a.added_at as "addedAt", a.done_at as "doneAt", a.done_by as "doneById",
    a.dropped_at as "droppedAt"`
}

function matching({ about, owner, addedBy, state, late, search }: ActionFilter, today: string): RawBuilder<unknown> {
  const open = sql`a.done_at is null and a.dropped_at is null`
  const states = {
    open,
    done: sql`a.done_at is not null and a.dropped_at is null`,
    dropped: sql`a.dropped_at is not null`,
  }
  const conditions = [
    state ? states[state] : sql`a.dropped_at is null`,
    ...(about ? [sql`a.noun = ${about.noun} and a.subject_id = ${about.id}`] : []),
    ...(owner === 'none' ? [sql`a.owner_id is null`] : owner ? [sql`a.owner_id = ${owner}`] : []),
    ...(addedBy ? [sql`a.added_by = ${addedBy}`] : []),
    ...(late ? [sql`${open} and a.due_on < ${today}`] : []),
    ...(search ? [sql`a.title ilike ${holding(search)}`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

async function seenRows(reader: Reader, rows: Row[]): Promise<Row[]> {
  const me = partyOfReader(reader.scope)
  const things = await seenThings(reader, rows.flatMap(aboutOf))
  return rows.filter((row) => {
    const [about] = aboutOf(row)
    return row.ownerId === me || row.addedById === me || (about !== undefined && things.has(keyOf(about)))
  })
}

async function named(reader: Reader, rows: Row[]): Promise<Action[]> {
  const me = partyOfReader(reader.scope)
  const ids = rows.flatMap(({ ownerId, addedById, doneById }) =>
    [ownerId, addedById, doneById].filter((id) => id !== null),
  )
  const names = await namesOf(reader.db, ids)
  const things = await seenThings(reader, rows.flatMap(aboutOf))
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? 'somebody'))
  return rows.map(({ noun, subjectId, doneById, ...row }) => {
    const thing = noun !== null && subjectId !== null ? { noun, id: subjectId } : null
    const { title = null, path = null } = (thing && things.get(keyOf(thing))) ?? {}
    return {
      ...row,
      about: thing && { ...thing, title, path },
      ownerName: nameOf(row.ownerId),
      addedBy: nameOf(row.addedById) ?? 'Drumbeat',
      doneBy: nameOf(doneById) ?? (row.doneAt === null ? null : 'Drumbeat'),
      isMine: row.ownerId === me,
    }
  })
}

function aboutOf({ noun, subjectId }: Row): About[] {
  return noun !== null && subjectId !== null ? [{ noun, id: subjectId }] : []
}
