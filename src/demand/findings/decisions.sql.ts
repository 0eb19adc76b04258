import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { FindingKind, Grain } from '../schema.ts'

/** A decision as it was kept; `node` is the name of the series. */
export type KeptDecision = { node: string; startsOn: string; kind: FindingKind; accepted: boolean }

/** All decisions on findings of a grain, in a fixed order. */
export async function decisionsOn(db: Db, grain: Grain): Promise<KeptDecision[]> {
  const { rows } = await sql<KeptDecision>`
    select node, starts_on as "startsOn", kind, accepted from demand.decision
    where grain = ${grain} order by node, starts_on, kind`.execute(db)
  return rows
}
