import type { HazardScorer } from '@drumbeat/deal-outlook'
import { type FiscalCalendar, formatDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Span } from './chances.ts'
import { type OutlookModel, type OutlookModelText, readModel, scorerFor } from './model.ts'

/** A stored model, ready to score. */
export type Learned = { id: string; fittedAt: string; model: OutlookModel; scorer: HazardScorer }

const kept = new WeakMap<Db, Map<string, Learned>>()
const MODELS_KEPT = 8

/**
 * The newest model that knew nothing of a day or of what came after it; with the knowledge of then, one that had been learned by
 * the end of the day where there is such a one.
 */
export async function modelFor(
  db: Db,
  { day, known }: Pick<Span, 'day' | 'known'>,
  { calendar, timeZone }: { calendar: FiscalCalendar; timeZone: string },
): Promise<Learned | null> {
  const end = sql`((${formatDay(day)}::date + 1)::timestamp at time zone ${timeZone})`
  const { rows } = await sql<{ id: string; fittedAt: string }>`
    select id, fitted_at as "fittedAt" from revenue.outlook_model where fitted_for <= ${formatDay(day)}::date + 1
    order by (${sql.lit(known === 'then')} and fitted_at < ${end}) desc, fitted_for desc, fitted_at desc limit 1`.execute(
    db,
  )
  const [newest] = rows
  if (!newest) return null
  const models = kept.get(db) ?? new Map<string, Learned>()
  kept.set(db, models)
  const model = models.get(newest.id) ?? { ...newest, ...(await readWhole(db, newest.id, calendar)) }
  models.delete(newest.id)
  models.set(newest.id, model)
  if (models.size > MODELS_KEPT) models.delete(models.keys().next().value!)
  return model
}

/** The days that models were fitted for, from a day on. */
export async function fittedDays(db: Db, from: string): Promise<Set<string>> {
  const { rows } = await sql<{ day: string }>`
    select distinct fitted_for as day from revenue.outlook_model where fitted_for >= ${from}`.execute(db)
  return new Set(rows.map(({ day }) => day))
}

/** A stored model as it is sent to a worker thread. */
export async function modelTextFor(db: Db, day: string): Promise<{ id: string; text: OutlookModelText } | null> {
  const { rows } = await sql<{ id: string; text: OutlookModelText }>`
    select id, model as text from revenue.outlook_model where fitted_for <= ${day}::date + 1
    order by fitted_for desc, fitted_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

async function readWhole(db: Db, id: string, calendar: FiscalCalendar) {
  const { rows } = await sql<{ model: OutlookModelText }>`
    select model from revenue.outlook_model where id = ${id}`.execute(db)
  const model = readModel(rows[0]!.model)
  return { model, scorer: scorerFor(model, calendar) }
}
