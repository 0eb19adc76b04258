import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Whose share of a deal is how large, in millionths. */
export type Split = { personId: string; millionths: number }

/** The splits that stood at the end of a day, by deal, in the order of the people; `version` changes whenever a split does. */
export type SplitsOfDay = { version: string; of: ReadonlyMap<string, readonly Split[]> }

const kept = new WeakMap<Db, Map<string, SplitsOfDay>>()
const DAYS_KEPT = 40

/** Reads who shares which deals at the end of a day of the company. */
export async function splitsOn(db: Db, { day, timeZone }: { day: string; timeZone: string }): Promise<SplitsOfDay> {
  const version = await versionNow(db)
  const days = kept.get(db) ?? new Map<string, SplitsOfDay>()
  kept.set(db, days)
  const key = `${day} ${timeZone}`
  const known = days.get(key)
  if (known?.version === version) return known
  const end = sql`((${day}::date + 1)::timestamp at time zone ${timeZone})`
  const { rows } = await sql<{ dealId: string; personId: string; millionths: number }>`
    select deal_id as "dealId", person_id as "personId", (share * 1000000)::int as millionths from goals.incentive_split
    where recorded_at < ${end} and (ended_at is null or ended_at >= ${end}) order by deal_id, person_id`.execute(db)
  const of = new Map(
    [...Map.groupBy(rows, ({ dealId }) => dealId)].map(([id, some]) => [
      id,
      some.map(({ personId, millionths }) => ({ personId, millionths })),
    ]),
  )
  const read = { version, of }
  days.delete(key)
  days.set(key, read)
  if (days.size > DAYS_KEPT) days.delete(days.keys().next().value!)
  return read
}

/** A split with the days at whose ends it stood: from the first until before the second, which is null while it stands. */
export type SplitSpan = Split & { dealId: string; from: string; until: string | null }

const spans = new WeakMap<Db, { key: string; all: readonly SplitSpan[] }>()

/** Every split there was, in the order of deals and people; the same array until one changes. */
export async function splitSpans(db: Db, timeZone: string): Promise<readonly SplitSpan[]> {
  const key = `${await versionNow(db)} ${timeZone}`
  const known = spans.get(db)
  if (known?.key === key) return known.all
  const { rows } = await sql<SplitSpan>`
    select deal_id as "dealId", person_id as "personId", (share * 1000000)::int as millionths,
      (recorded_at at time zone ${timeZone})::date as "from", (ended_at at time zone ${timeZone})::date as until
    from goals.incentive_split order by deal_id, person_id, recorded_at`.execute(db)
  spans.set(db, { key, all: rows })
  return rows
}

async function versionNow(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', count(*), max(recorded_at), max(ended_at)) as version from goals.incentive_split`.execute(db)
  return rows[0]!.version
}
