import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'

/** Keeps what a stage was taken to be won at until a day; from that day on the one in `crm.stage` holds. */
export async function keepProbability(
  tx: Tx,
  { stageId, before, from, now }: { stageId: string; before: string; from: string | undefined; now: string },
): Promise<void> {
  const today = await companyToday(tx, new Date(now))
  const until = from ?? today
  if (until > today) {
    throw refusal(400, {
      code: 'day-ahead',
      message: `The probability is to hold from ${until}, which lies ahead of ${today}.`,
      wayOut: 'Say a day up to today; set the next one when its day has come.',
    })
  }
  const { rows } = await sql<{ probability: string }>`select probability::text from crm.stage_probability
    where stage_id = ${stageId} and until >= ${until} order by until limit 1`.execute(tx)
  await sql`delete from crm.stage_probability where stage_id = ${stageId} and until >= ${until}`.execute(tx)
  await sql`insert into crm.stage_probability (stage_id, probability, until, recorded_at)
    values (${stageId}, ${rows[0]?.probability ?? before}, ${until}, ${now})`.execute(tx)
}
