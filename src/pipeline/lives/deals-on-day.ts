import type { Moment } from '../history/as-of.ts'
import type { CurrentHistory } from '../history/current.sql.ts'
import { type CategoryName, categories, dealCount, NO_DAY } from '../history/deal-history.ts'
import { rateDay, worthIn } from '../reference/worth.ts'

/** A deal at the end of a day. */
export type DealOnDay = {
  deal: number
  id: string
  outcome: 'open' | 'won' | 'lost'
  /** Whose it was on that day. */
  owner: string | null
  stage: string
  category: CategoryName
  /** In whole minor units of company money; NaN without an amount or a rate. */
  worth: number
  createdOn: number
  expectedClose: number | null
  closedOn: number | null
}

/** Every deal known of at a moment. */
export function dealsOnDay(current: CurrentHistory, moment: Moment): DealOnDay[] {
  const dealOn = dealReader(current, moment)
  const found: DealOnDay[] = []
  for (let deal = 0; deal < dealCount(current.history); deal++) {
    const known = dealOn(deal)
    if (known) found.push(known)
  }
  return found
}

/** Reads deals as they were at a moment; null where a deal was not known. */
export function dealReader(
  { history, reference, rowsOn }: CurrentHistory,
  moment: Moment,
): (deal: number) => DealOnDay | null {
  const { versions } = history
  const { day } = moment
  const rows = rowsOn(moment)
  const worth = worthIn(history, reference)
  return (deal) => {
    const row = rows[deal]!
    if (row < 0) return null
    const outcome = reference.stages[versions.stage[row]!]?.outcome ?? 'open'
    const closed = outcome === 'open' ? NO_DAY : versions.closedOn[row]!
    const created = history.createdOn[deal]!
    return {
      deal,
      id: history.deals.ids[deal]!,
      outcome,
      owner: history.people.ids[versions.owner[row]!] ?? null,
      stage: history.stages.ids[versions.stage[row]!]!,
      category: categories[versions.category[row]!]!,
      worth: worth(row, rateDay({ isOpen: outcome === 'open', closedOn: closed, day })),
      createdOn: created === NO_DAY ? versions.validDay[history.first[deal]!]! : created,
      expectedClose: versions.expectedClose[row] === NO_DAY ? null : versions.expectedClose[row]!,
      closedOn: closed === NO_DAY ? null : closed,
    }
  }
}
