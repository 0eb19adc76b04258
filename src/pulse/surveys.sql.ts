import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { bank, type Question } from './bank/bank.ts'
import { roundDay } from './rotation/recurring.ts'
import type { Survey } from './schema.ts'

type SurveyRow = Omit<Survey, 'nextOn'>

/** Every survey, newest first. */
export async function surveys(db: Db | Tx): Promise<Survey[]> {
  const { rows } = await sql<SurveyRow>`${columns} order by created_at desc, id`.execute(db)
  return rows.map(withNext)
}

/** One survey. */
export async function surveyById(db: Db | Tx, id: string): Promise<Survey> {
  const { rows } = await sql<SurveyRow>`${columns} where id = ${id}`.execute(db)
  if (!rows[0]) throw notFound('survey', id)
  return withNext(rows[0])
}

/** The questions of the bank and one's own, with the day each was asked last. */
export async function questions(db: Db | Tx): Promise<(Question & { own: boolean; lastAskedOn: string | null })[]> {
  const own = await sql<Question>`select id::text as id, kind, driver, reversed, text_en as en, text_de as de
    from pulse.question q where retired_at is null order by q.added_at, q.id`.execute(db)
  const asked = await sql<{ id: string; day: string }>`select q.question_id as id, max(r.day) as day
    from pulse.round_question q join pulse.round r on r.id = q.round_id group by q.question_id`.execute(db)
  const last = new Map(asked.rows.map(({ id, day }) => [id, day]))
  const all = [...bank.map((each) => ({ ...each, own: false })), ...own.rows.map((each) => ({ ...each, own: true }))]
  return all.map((each) => ({ ...each, lastAskedOn: last.get(each.id) ?? null }))
}

const columns = sql`select id, name, every, first_on as "firstOn", open_days as "openDays", open_hour as "openHour", scale, k,
  comment_k as "commentK", question_ids as "questionIds", rotating, rounds_made as "roundsMade", ended_at as "endedAt"
  from pulse.survey`

function withNext(row: SurveyRow): Survey {
  const over = row.endedAt !== null || (row.every === 'once' && row.roundsMade > 0)
  return { ...row, nextOn: over ? null : roundDay({ first: row.firstOn, every: row.every, nth: row.roundsMade }) }
}
