import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Question } from '../bank/bank.ts'
import type { pulseContract } from '../contract.ts'
import type { Results } from '../schema.ts'

export type Round = z.output<(typeof pulseContract.rounds)['reply']>['rounds'][number]
export type AskedQuestion = Question & { position: number }
export type CellRow = {
  id: string
  name: string
  unitKey: string
  eligible: number
  publicKey: string
  fingerprint: string
}

type Wanted = { now: Date; surveyId?: string | undefined; id?: string; limit?: number }

/** Rounds, newest first, as they stand now. */
export async function rounds(db: Db | Tx, { now, surveyId, id, limit = 200 }: Wanted): Promise<Round[]> {
  const { rows } = await sql<Round>`
    select r.id, r.survey_id as "surveyId", s.name as survey, r.day, r.opens_at as "opensAt", r.closes_at as "closesAt",
      case when r.closed_at is not null or r.closes_at <= ${now} then 'closed' when r.opens_at > ${now} then 'coming'
        else 'open' end as state,
      (select count(*) from pulse.round_question q where q.round_id = r.id) as questions,
      (select coalesce(sum(c.eligible), 0) from pulse.cell c where c.round_id = r.id) as eligible,
      (p.results->>'answered')::int as answered,
      (select (g->'enps'->>'score')::int from jsonb_array_elements(p.results->'questions') q,
        jsonb_array_elements(q->'groups') g where q->'question'->>'kind' = 'recommend' and g->>'groupId' = 'company') as enps,
      r.scale, r.k, r.comment_k as "commentK"
    from pulse.round r join pulse.survey s on s.id = r.survey_id left join pulse.published p on p.round_id = r.id
    where (${surveyId ?? null}::uuid is null or r.survey_id = ${surveyId ?? null})
      and (${id ?? null}::uuid is null or r.id = ${id ?? null})
    order by r.day desc, r.launched_at desc, r.id limit ${limit}`.execute(db)
  return rows
}

/** One round. */
export async function roundById(db: Db | Tx, { id, now }: { id: string; now: Date }): Promise<Round> {
  const [round] = await rounds(db, { now, id })
  if (!round) throw notFound('round', id)
  return round
}

/** What a round asks, in order. */
export async function questionsOf(db: Db | Tx, roundId: string): Promise<AskedQuestion[]> {
  const { rows } =
    await sql<AskedQuestion>`select position, question_id as id, kind, driver, reversed, text_en as en, text_de as de
    from pulse.round_question where round_id = ${roundId} order by position`.execute(db)
  return rows
}

/** The reporting cells of a round, by name. */
export async function cellsIn(db: Db | Tx, roundId: string): Promise<CellRow[]> {
  const { rows } =
    await sql<CellRow>`select id, name, unit_key as "unitKey", eligible, public_key as "publicKey", fingerprint
    from pulse.cell where round_id = ${roundId} order by name, id`.execute(db)
  return rows
}

/** What was published of a round; null before its close. */
export async function resultsOf(db: Db | Tx, roundId: string): Promise<Results | null> {
  const { rows } = await sql<{
    results: Results
  }>`select results from pulse.published where round_id = ${roundId}`.execute(db)
  return rows[0]?.results ?? null
}

/** Rounds whose window is open for a person, by that person's own clock. */
export async function openFor(db: Db, { personId, now }: { personId: string; now: Date }) {
  const { rows } = await sql<{
    id: string
    survey: string
    questions: number
    closesAt: string
    cellId: string
    day: string
    openHour: number
    lastDay: string
    timeZone: string
  }>`
    select r.id, s.name as survey, (select count(*) from pulse.round_question q where q.round_id = r.id) as questions,
      r.closes_at as "closesAt", e.cell_id as "cellId", r.day, r.open_hour as "openHour", r.last_day as "lastDay",
      e.time_zone as "timeZone"
    from pulse.eligible e join pulse.round r on r.id = e.round_id join pulse.survey s on s.id = r.survey_id
    where e.person_id = ${personId} and r.closed_at is null and r.opens_at <= ${now} and r.closes_at > ${now}
    order by r.closes_at, r.id`.execute(db)
  return rows
}

/** Used and issued tokens of a round, without any order of their own. */
export async function tokensOf(db: Db, roundId: string): Promise<{ issued: number; keys: number; hashes: string[] }> {
  const { rows } = await sql<{ issued: number; keys: number; hashes: string[] }>`
    select (select count(*) from pulse.eligible e where e.round_id = ${roundId} and e.issued) as issued,
      (select count(*) from pulse.signing_key k join pulse.cell c on c.id = k.cell_id where c.round_id = ${roundId}) as keys,
      coalesce((select json_agg(encode(t.serial_hash, 'hex') order by t.serial_hash)
        from pulse.redeemed t join pulse.cell c on c.id = t.cell_id where c.round_id = ${roundId}), '[]') as hashes`.execute(
    db,
  )
  return rows[0]!
}
