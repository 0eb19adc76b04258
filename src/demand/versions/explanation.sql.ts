import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { seriesDetail } from '../forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { type Node, seriesName } from '../node.ts'
import { amountWriter } from '../written-amount.ts'
import type { PeriodExplained } from './schema.ts'
import { madeOfInWords } from './words.ts'

type Stored = {
  startsOn: string[]
  published: number[]
  shift: number[] | null
  alone: number[] | null
  parts: { level: number[]; trend: number[]; season: number[] } | null
  signals: number[]
  promotions: number[]
  newItems: number[]
}

/** What the forecast of a node is made of, period by period from the next one on; all parts add up to what is planned. */
export async function explanationOf(
  db: Db,
  { view, node }: { view: View; node: Node },
): Promise<{ periods: PeriodExplained[]; sentence: string }> {
  const detail = await seriesDetail(db, { view, node })
  const { rows } = await sql<Stored>`
    select f.starts_on as "startsOn", f.mean as published, m.shift, a.forecast -> 'mean' as alone, a.forecast -> 'parts' as parts,
      coalesce(s.effect, '{}') as signals, coalesce(p.effect, '{}') as promotions, coalesce(n.effect, '{}') as "newItems"
    from demand.run r join demand.forecast f on f.run_id = r.id
    left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
    left join demand.alone a on a.grain = r.grain and a.measure = r.measure and a.node = f.node
    left join demand.signal_effect s on s.run_id = f.run_id and s.node = f.node
    left join demand.promotion_effect p on p.run_id = f.run_id and p.node = f.node
    left join demand.new_item_effect n on n.run_id = f.run_id and n.node = f.node
    where r.grain = ${view.grain} and r.measure = ${view.measure} and r.standing = 'current' and f.node = ${seriesName(node)}`.execute(
    db,
  )
  const stored = rows[0]
  if (!stored || (!stored.parts && stored.newItems.length === 0))
    return { periods: [], sentence: 'There is no forecast to explain.' }
  const periods = detail.ahead
    .filter(({ startsOn }) => startsOn !== detail.running?.startsOn)
    .map(({ startsOn, label, planned }) => partsAt(stored, { startsOn, label, planned }))
  const { locale } = await companySettings(db)
  const { percent } = writtenIn(locale)
  const write = amountWriter({ measure: view.measure, unit: '', currency: detail.asOf.currency, locale })
  return {
    periods,
    sentence: periods[0] ? madeOfInWords(periods[0], { write, percent }) : 'There is no forecast to explain.',
  }
}

/** The level takes what is left, so that the parts add up to the last digit. */
function partsAt(
  stored: Stored,
  { startsOn, label, planned }: Pick<PeriodExplained, 'startsOn' | 'label' | 'planned'>,
): PeriodExplained {
  const at = stored.startsOn.indexOf(startsOn)
  // A node that was never sold has no model: it is what is expected of new items.
  const [trend, season] = [stored.parts?.trend[at] ?? 0, stored.parts?.season[at] ?? 0]
  const addingUp = stored.published[at]! - (stored.alone?.[at] ?? 0)
  const orders = Math.max(-stored.published[at]!, stored.shift?.[at] ?? 0)
  const signals = stored.signals[at] ?? 0
  const promotions = stored.promotions[at] ?? 0
  const newItems = stored.newItems[at] ?? 0
  const override = planned - stored.published[at]! - orders - signals - promotions - newItems
  const level = planned - trend - season - addingUp - orders - signals - promotions - newItems - override
  return { startsOn, label, level, trend, season, addingUp, orders, signals, promotions, newItems, override, planned }
}
