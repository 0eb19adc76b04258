import type { DealLives, DealOnDay } from '#pipeline/lives.sql.ts'
import type { Span } from './chances.ts'
import type { DayBook } from './points.ts'

/** Gathers what is known at the end of a day of a period; `sees` tells whose deals of today the reader may see. */
export function dayBookOf(lives: DealLives, span: Span, sees: (ownerToday: string | null) => boolean): DayBook {
  const { day } = span
  const deals = lives.on(day).filter(({ deal }) => sees(lives.ownerToday(deal)))
  return {
    span,
    open: deals.filter(isForecast).map((deal) => ({
      id: deal.id,
      owner: deal.owner,
      worth: deal.worth,
      snapshot: lives.snapshot(deal, day),
    })),
    won: deals
      .filter((deal) => isWonIn(deal, span))
      .map(({ id, owner, worth }) => ({ id, owner, worth: Number.isNaN(worth) ? 0 : worth })),
    begun: deals.map(({ owner, createdOn, outcome, closedOn, worth }) => ({
      owner,
      createdOn,
      closed: outcome === 'open' || closedOn === null || closedOn > day ? undefined : { on: closedOn, as: outcome },
      amount: Number.isNaN(worth) ? 0 : Math.max(0, worth),
    })),
  }
}

/** Open deals that are not left out of the forecast. */
function isForecast({ outcome, category }: DealOnDay): boolean {
  return outcome === 'open' && category !== 'omitted'
}

/** Won in the period by the day looked at; without an amount or a rate they count 0. */
function isWonIn({ outcome, closedOn }: DealOnDay, { day, from, to }: Span): boolean {
  return outcome === 'won' && closedOn !== null && closedOn >= from && closedOn < to && closedOn <= day
}
