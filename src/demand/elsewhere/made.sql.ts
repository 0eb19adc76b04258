import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Forecast } from '../forecast.ts'
import type { View } from '../forecasts/forecasts.sql.ts'

/** What processes elsewhere forecast of a view, by series, with the input it follows from. */
export async function madeElsewhere(
  db: Db,
  { grain, measure }: View,
): Promise<Map<string, { input: string; forecast: Forecast }>> {
  const { rows } = await sql<{ node: string; input: string; forecast: Forecast }>`
    select node, input, forecast from demand.made_elsewhere where grain = ${grain} and measure = ${measure}`.execute(db)
  return new Map(rows.map(({ node, ...made }) => [node, made]))
}
