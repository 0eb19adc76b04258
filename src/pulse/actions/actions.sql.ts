import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Results } from '../schema.ts'
import type { Action } from '../talk/contract.ts'
import { effectOf } from './effect.ts'

type Row = Omit<Action, 'effect'> & { surveyId: string; day: string }

/** Actions, newest first, with whether the driver moved since the round they answer. */
export async function actions(db: Db, roundId?: string): Promise<Action[]> {
  const { rows } = await sql<Row>`select a.id, a.round_id as "roundId", a.driver, a.unit_key as "unitKey", a.title,
      a.owner_id as "ownerId", p.name as owner, a.due_on as "dueOn", a.created_at as "createdAt", a.done_at as "doneAt", a.told,
      r.survey_id as "surveyId", r.day
    from pulse.action a join pulse.round r on r.id = a.round_id left join company.person p on p.id = a.owner_id
    where ${roundId ?? null}::uuid is null or a.round_id = ${roundId ?? null}
    order by a.created_at desc, a.id limit 500`.execute(db)
  if (rows.length === 0) return []
  const published = await sql<{
    surveyId: string
    roundId: string
    day: string
    results: Results
  }>`select r.survey_id as "surveyId",
      r.id as "roundId", r.day, p.results from pulse.published p join pulse.round r on r.id = p.round_id
    where r.survey_id = any(${[...new Set(rows.map(({ surveyId }) => surveyId))]}::uuid[]) order by r.day`.execute(db)
  return rows.map(({ surveyId, day, ...action }) => {
    const of = published.rows.filter((each) => each.surveyId === surveyId)
    const since = action.doneAt?.slice(0, 10) ?? day
    const effect = effectOf(action, {
      before: of.filter((each) => each.day <= day).map(({ results }) => results),
      after: of.filter((each) => each.day > day && each.day >= since).map(({ results }) => results),
    })
    return { ...action, effect }
  })
}
