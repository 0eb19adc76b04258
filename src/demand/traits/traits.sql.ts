import type { IntermittentPrior } from '@drumbeat/forecasting'
import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { periodWith } from '../calendar.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import type { Learned } from './schema.ts'
import type { Widths } from './widths.ts'
import { learnedSentence } from './words.ts'

/** What was learned from the series of a view as of a day. */
export type Trait = {
  closedTo: string
  basis: string
  prior: IntermittentPrior | null
  items: number
  demands: number
  widths: Widths | null
}

/** What was learned from the series of a view, as of each of these days. */
export async function keptTraits(
  db: Db,
  { grain, measure, days }: View & { days: readonly string[] },
): Promise<Trait[]> {
  const { rows } = await sql<Trait>`
    select closed_to as "closedTo", basis, prior, items, demands, widths from demand.trait
    where grain = ${grain} and measure = ${measure} and closed_to = any(${[...days]}::date[])
    order by closed_to desc`.execute(db)
  return rows
}

/** What published forecasts of a view were made with: what was learned as of which period, newest first, for about two years. */
export async function learnedOf(db: Db, { grain, measure }: View): Promise<Learned[]> {
  const { calendar, locale } = await companySettings(db)
  const written = writtenIn(locale)
  const { rows } = await sql<Pick<Trait, 'closedTo' | 'prior' | 'items'> & { widths: Widths; learnedAt: string }>`
    select closed_to as "closedTo", prior, items, widths, learned_at as "learnedAt" from demand.trait
    where grain = ${grain} and measure = ${measure} and widths is not null order by closed_to desc limit 24`.execute(db)
  return rows.map(({ closedTo, prior, items, widths, learnedAt }) => {
    const { label } = periodWith({ grain, calendar, day: closedTo })
    return { closedTo, learnedAt, items, sentence: learnedSentence({ grain, label, prior, items, widths }, written) }
  })
}
