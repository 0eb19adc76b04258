import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Forecast } from '../forecast.ts'
import type { Outcome } from '../outcomes.ts'
import type { Series } from '../series.ts'
import type { Member } from './move.ts'
import { allFamilies, partOf } from './part.ts'

type Made = { series: Series; forecast: Forecast; outcome: Outcome }

/** Keeps with a run how its models answer to what the running period brings, and asks for all families to be moved by it. */
export async function keepResponses(
  tx: Tx,
  { runId, results }: { runId: string; results: readonly Made[] },
): Promise<void> {
  const answering = results.filter(({ series, outcome }) => series.node.level !== 'all' && outcome.mean.length > 1)
  for (const [part, members] of Map.groupBy(answering, ({ series }) => partOf(series.node))) {
    const familyFirst = members.toSorted((a, b) => rank(a) - rank(b))
    const periods = members[0]!.outcome.mean.length
    const answers = familyFirst.flatMap(
      ({ forecast }) => forecast.response?.answers.flat() ?? new Array(4 * periods).fill(0),
    )
    await sql`
      insert into demand.response (run_id, part, periods, nodes, means, answers)
      values (${runId}, ${part}, ${periods}, ${JSON.stringify(familyFirst.map(memberOf))}::jsonb,
        ${familyFirst.flatMap(({ outcome }) => outcome.mean)}::float8[], ${answers}::float8[])`.execute(tx)
  }
  await touch(tx, [allFamilies])
}

/** Names families whose forecast is to be moved. */
export async function touch(tx: Tx, parts: readonly string[]): Promise<void> {
  await sql`insert into demand.touched (part) select unnest(${[...parts]}::text[])`.execute(tx)
}

function rank({ series }: Made): number {
  return series.node.level === 'family' ? 0 : 1
}

function memberOf({ series, forecast }: Made): Member {
  const { node, lastsFor, unplaced } = series
  const width = forecast.hi80.reduce((sum, hi, step) => sum + hi - forecast.lo80[step]!, 0) / forecast.hi80.length
  const { response } = forecast
  return {
    ...{ node, lastsFor, unplaced, doubt: width / 2.563 },
    response: response && { mean: response.mean, deviation: response.deviation },
  }
}
