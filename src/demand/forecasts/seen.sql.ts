import type { Db } from '#platform/db/pool.ts'
import { groupForecast, type Together } from '../groups/group-forecast.sql.ts'
import type { Seen } from '../node.ts'
import { type StoredForecast, storedForecast } from './forecasts.sql.ts'

/** What is stored of a series, or summed of a group, with how much the errors of its items go together. */
export type SeenForecast = { stored: StoredForecast; together: Together | null }

/** What is expected of what can be looked at: a series of the run, or the sum of those of a group. */
export async function seenForecast(
  db: Db,
  { runId, node }: { runId: string; node: Seen },
): Promise<SeenForecast | null> {
  if (node.level !== 'group') {
    const stored = await storedForecast(db, { runId, node })
    return stored && { stored, together: null }
  }
  const found = await groupForecast(db, { runId, group: node })
  if (!found) return null
  return { stored: { ...found.forecast, alone: null, accuracy: null, cannotTell: null }, together: found.together }
}
