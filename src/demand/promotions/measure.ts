import { type LogEffect, type MeasuredEvent, measureEvents, poolEffects } from '@drumbeat/forecasting'
import { daysBetween, parseDay, weekdayOf } from '@drumbeat/periods'
import type { Effect, MeasuredPromotion } from './schema.ts'

/** A promotion as far as it is measured; `familyId` is that of its item where it is of one. */
export type KnownPromotion = {
  id: string
  kind: string
  itemId: string | null
  familyId: string | null
  territoryId: string | null
  startsOn: string
  endsOn: string
}

/** What is summed day by day: a family or an item, or the family without the item; in a territory or everywhere. */
export type Scope = Pick<KnownPromotion, 'itemId' | 'familyId' | 'territoryId'> & { sisters: boolean }

/** Sums by day, the first being of day `from`; NaN where nothing was on sale. */
export type Daily = { from: string; values: Float64Array }

/** What a promotion was found to do, and the logarithms that count of it, and that others of its kind tell. */
export type Finding = { id: string; found: MeasuredPromotion; counted: Logs; told: Logs; known: boolean }
export type Logs = { during: number; after: number; sisters: number }

/** So many days after a promotion may miss what was bought in it. */
export const daysAfter = 14
/** A promotion is measured when this many days after it are over. */
const settles = 7

/** The scope that a promotion is measured on, and that of its sisters; null for a family, which has none. */
export function scopesOf({ itemId, familyId, territoryId }: KnownPromotion): { own: Scope; sisters: Scope | null } {
  const own = { itemId, familyId, territoryId, sisters: false }
  return { own, sisters: itemId === null || familyId === null ? null : { ...own, sisters: true } }
}

/** Names a scope. */
export function scopeKey({ itemId, familyId, territoryId, sisters }: Scope): string {
  return `${sisters ? 'sisters ' : ''}${itemId ?? familyId}@${territoryId}`
}

/**
 * Measures all promotions on the sums of their scopes, together where they overlap. What counts of one is what those of its kind in its
 * family have in common, drawn towards its own effect as far as they differ; nothing where the interval holds "as usual".
 */
export function measurePromotions(given: {
  promotions: readonly KnownPromotion[]
  daily: ReadonlyMap<string, Daily>
  lastOn: string
}): Finding[] {
  const { promotions, daily, lastOn } = given
  const measured = promotions.map((promotion) => {
    const { own, sisters } = scopesOf(promotion)
    const over = daysBetween({ from: promotion.endsOn, to: lastOn }) >= settles
    const at = (scope: Scope | null) =>
      scope && over ? effectsIn(promotion, { scope, promotions, daily: daily.get(scopeKey(scope)) }) : null
    return { promotion, own: at(own), sisters: at(sisters), over }
  })
  return measured.map(({ promotion, own, sisters, over }) => {
    const logs = (pick: (each: (typeof measured)[number]) => LogEffect | null, mine: LogEffect | null) => {
      const alike = (others: boolean) =>
        measured.filter(
          (each) =>
            each.promotion.kind.toLowerCase() === promotion.kind.toLowerCase() &&
            (!others || each.promotion.id !== promotion.id),
        )
      return countedOf({ alike, pick, mine, familyId: promotion.familyId })
    }
    const during = logs((each) => each.own?.during ?? null, own?.during ?? null)
    const after = logs((each) => each.own?.after ?? null, own?.after ?? null)
    const away = logs((each) => each.sisters?.during ?? null, sisters?.during ?? null)
    return {
      id: promotion.id,
      known: during.known,
      counted: { during: during.counted, after: after.counted, sisters: away.counted },
      told: { during: during.told, after: after.told, sisters: away.told },
      found: {
        during: effectOf(own?.during, own?.sums.during),
        after: effectOf(own?.after, own?.sums.after),
        sisters: effectOf(sisters?.during, sisters?.sums.during),
        reason: over ? (own ? own.reason : 'Nothing of it was sold.') : null,
        sistersReason: sistersReason({ over, isFamily: promotion.itemId === null, sisters }),
      },
    }
  })
}

type InScope = MeasuredEvent & { sums: { during: number; after: number } }

/** All promotions that touch the scope are columns of one regression; what is told is that of the one asked for. */
function effectsIn(
  promotion: KnownPromotion,
  { scope, promotions, daily }: { scope: Scope; promotions: readonly KnownPromotion[]; daily: Daily | undefined },
): InScope | null {
  if (!daily) return null
  const touching = promotions.filter((each) => touches(each, scope))
  const place = (day: string) => daysBetween({ from: daily.from, to: day })
  const events = touching.map(({ startsOn, endsOn }) => ({ from: place(startsOn), to: place(endsOn) }))
  const firstWeekday = weekdayOf(parseDay(daily.from)!) - 1
  const found = measureEvents({ values: daily.values, firstWeekday, events, after: daysAfter })
  const i = touching.indexOf(promotion)
  const { from, to } = events[i]!
  const sum = (a: number, b: number) =>
    daily.values.subarray(Math.max(0, a), Math.max(0, b)).reduce((total, value) => total + (value || 0), 0)
  return { ...found[i]!, sums: { during: sum(from, to + 1), after: sum(to + 1, to + 1 + daysAfter) } }
}

function touches(promotion: KnownPromotion, scope: Scope): boolean {
  const there =
    promotion.territoryId === null || scope.territoryId === null || promotion.territoryId === scope.territoryId
  if (!there || promotion.familyId !== scope.familyId) return false
  return scope.sisters || scope.itemId === null || promotion.itemId === null || promotion.itemId === scope.itemId
}

type Measured = { promotion: KnownPromotion; own: InScope | null; sisters: InScope | null }

function countedOf(given: {
  alike: (others: boolean) => readonly Measured[]
  pick: (each: never) => LogEffect | null
  mine: LogEffect | null
  familyId: string | null
}): { counted: number; told: number; known: boolean } {
  const { alike, mine, familyId } = given
  const pick = given.pick as (each: Measured) => LogEffect | null
  const poolOf = (of: readonly Measured[]) => {
    const inFamily = of.filter(({ promotion }) => promotion.familyId === familyId).flatMap((each) => pick(each) ?? [])
    return poolEffects(inFamily.length > 0 ? inFamily : of.flatMap((each) => pick(each) ?? []))
  }
  const [pool, others] = [poolOf(alike(false)), poolOf(alike(true))]
  const told = others && tells(others) ? others.log : 0
  if (!pool || !tells(pool)) return { counted: 0, told, known: pool !== null }
  const own = mine ? pool.between / (pool.between + mine.standardError ** 2) : 0
  return { counted: pool.log + own * ((mine?.log ?? 0) - pool.log), told, known: true }
}

function tells({ lo, hi }: { lo: number; hi: number }): boolean {
  return lo > 0 || hi < 0
}

/** What was sold less what would have been sold as usual. */
function effectOf(effect: LogEffect | null | undefined, sold = 0): Effect | null {
  if (!effect) return null
  const { log, lo, hi } = effect
  const units = (each: number) => sold * (1 - Math.exp(-each))
  return {
    ...{ factor: Math.exp(log), factorLo: Math.exp(lo), factorHi: Math.exp(hi) },
    ...{ units: units(log), unitsLo: units(lo), unitsHi: units(hi), tells: tells(effect) },
  }
}

function sistersReason(given: { over: boolean; isFamily: boolean; sisters: InScope | null }): string | null {
  const { over, isFamily, sisters } = given
  if (!over) return null
  if (isFamily) return 'The whole family is promoted: it has no sisters to take from.'
  return sisters ? sisters.reason : 'It has no sisters in its family.'
}
