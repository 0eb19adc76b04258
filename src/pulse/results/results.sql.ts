import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { changeBetween } from '../measures/change.ts'
import type { Tally } from '../measures/enps.ts'
import type { Results } from '../schema.ts'
import { COMPANY } from './publish.ts'

export type Published = { roundId: string; day: string; results: Results }

/** What was published of the rounds of a survey, the newest first; before a day, where one is given. */
export async function publishedOf(
  db: Db,
  { surveyId, before }: { surveyId: string; before?: string },
): Promise<Published[]> {
  const { rows } = await sql<Published>`select r.id as "roundId", r.day, p.results
    from pulse.round r join pulse.published p on p.round_id = r.id
    where r.survey_id = ${surveyId} and (${before ?? null}::date is null or r.day < ${before ?? null}::date)
    order by r.day desc, r.nth desc limit 120`.execute(db)
  return rows
}

/** eNPS of the company round by round, oldest first, each against the one before. */
export async function enpsTrend(db: Db, surveyId: string) {
  const all = (await publishedOf(db, { surveyId })).reverse()
  const scored = all.flatMap((each) => {
    const found = each.results.questions.find(({ question }) => question.kind === 'recommend')
    const group = found?.groups.find(({ groupId }) => groupId === COMPANY)
    return found ? [{ ...each, group }] : []
  })
  return scored.map(({ roundId, day, results, group }, at) => {
    const before = scored[at - 1]
    const change = before && changeBetween(point(before), point({ results, group }))
    return {
      roundId,
      day,
      scale: results.scale,
      n: group?.n ?? null,
      eligible: results.eligible,
      score: group?.enps?.score ?? null,
      low: group?.enps?.interval?.low ?? null,
      high: group?.enps?.interval?.high ?? null,
      difference: change?.difference ?? null,
      verdict: change ? change.verdict : ('first' as const),
    }
  })
}

type Scored = { results: Results; group: Results['questions'][number]['groups'][number] | undefined }

function point({ results, group }: Scored): { scale: Results['scale']; tally: Tally } {
  const { promoters, passives, detractors } = group?.enps ?? { promoters: 0, passives: 0, detractors: 0 }
  return {
    scale: results.scale,
    tally: { promoters: promoters ?? 0, passives: passives ?? 0, detractors: detractors ?? 0 },
  }
}
