import { sql } from 'kysely'
import type { Work } from '#platform/transaction.ts'
import type { Progress } from '../schema.ts'

/** Says how far the making of forecasts is; when it began is kept. */
export async function tellProgress(
  { workspace: { db, clock } }: Work,
  { doing, grain, measure, done, series, share }: Omit<Progress, 'startedAt'>,
): Promise<void> {
  await sql`
    insert into demand.progress (doing, grain, measure, done, series, share, started_at)
    values (${doing}, ${grain}, ${measure}, ${done}, ${series}, ${share}, ${clock().toISOString()})
    on conflict (only_one) do update set doing = excluded.doing, grain = excluded.grain, measure = excluded.measure,
      done = excluded.done, series = excluded.series, share = excluded.share`.execute(db)
}

/** All is made. */
export async function endProgress({ workspace: { db } }: Work): Promise<void> {
  await sql`delete from demand.progress`.execute(db)
}
