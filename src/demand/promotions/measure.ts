import { type LogEffect, type MeasuredEvent, measureEvents } from '@drumbeat/forecasting'
import { daysBetween, parseDay, weekdayOf } from '@drumbeat/periods'
import { countedOf, tells } from './counted.ts'
import type { Effect, MeasuredPromotion } from './schema.ts'

/** A promotion as far as it is measured; `familyId` is that of its item where it is of one. */
export type KnownPromotion = {
  id: string
  kind: string
  itemId: string | null
  familyId: string | null
  territoryId: string | null
  /** Its territory and all below it; null everywhere. */
  places: readonly string[] | null
  startsOn: string
  endsOn: string
}

/** What is summed day by day: a family or an item, or the family without the item; in a territory or everywhere. */
export type Scope = Pick<KnownPromotion, 'itemId' | 'familyId' | 'territoryId' | 'places'> & { sisters: boolean }

/** Sums by day, the first being of day `from`; NaN where nothing was on sale. */
export type Daily = { from: string; values: Float64Array }

/** What a promotion was found to do, and the logarithms that count of it, and that others of its kind tell. */
export type Finding = { id: string; found: MeasuredPromotion; counted: Logs; told: Logs; known: boolean }
export type Logs = { during: number; after: number; sisters: number }

/** So many days after a promotion may miss what was bought in it. */
export const daysAfter = 14
/** A promotion is measured when this many days after it are over. */
const settles = 7

/** Names a scope. */
export function scopeKey({ itemId, familyId, territoryId, sisters }: Scope): string {
  return `${sisters ? 'sisters ' : ''}${itemId ?? familyId}@${territoryId}`
}

/** Those that are over for long enough to be measured, and the scopes to measure them on. */
export function measurable(promotions: readonly KnownPromotion[], lastOn: string) {
  const over = promotions.filter(({ endsOn }) => daysBetween({ from: endsOn, to: lastOn }) >= settles)
  const scopes = over.map(scopesOf).flatMap(({ own, sisters }) => (sisters ? [own, sisters] : [own]))
  return { over: new Set(over), scopes: [...new Map(scopes.map((scope) => [scopeKey(scope), scope])).values()] }
}

/** What promotions are measured on: the sums of their scopes, named by scopeKey, up to the last day known. */
export type Measuring = {
  promotions: readonly KnownPromotion[]
  daily: ReadonlyMap<string, Daily>
  lastOn: string
}

/** Measures all promotions on the sums of their scopes, together where they overlap; findings come in the order of the promotions. */
export function measurePromotions({ promotions, daily, lastOn }: Measuring): Finding[] {
  const { over, scopes } = measurable(promotions, lastOn)
  const fits = new Map(
    scopes.map((scope) => [scopeKey(scope), effectsIn(scope, { promotions, daily: daily.get(scopeKey(scope)) })]),
  )
  const measured = promotions.map((promotion): Measured => {
    const { own, sisters } = scopesOf(promotion)
    const isOver = over.has(promotion)
    const at = (scope: Scope | null) => (isOver && scope && fits.get(scopeKey(scope))?.get(promotion.id)) || null
    return { ...promotion, isOver, own: at(own), taken: at(sisters) }
  })
  const during = countedOf(measured, ({ own }) => own?.during ?? null)
  const after = countedOf(measured, ({ own }) => own?.after ?? null)
  const sisters = countedOf(measured, ({ taken }) => taken?.during ?? null)
  return measured.map((promotion) => {
    const counts = { during: during.get(promotion)!, after: after.get(promotion)!, sisters: sisters.get(promotion)! }
    const logs = (of: 'counted' | 'told') => ({
      ...{ during: counts.during[of], after: counts.after[of], sisters: counts.sisters[of] },
    })
    return {
      ...{ id: promotion.id, known: counts.during.known, counted: logs('counted'), told: logs('told') },
      found: foundOf(promotion),
    }
  })
}

/** The scope that a promotion is measured on, and that of its sisters; null for a family, which has none. */
function scopesOf({ itemId, familyId, territoryId, places }: KnownPromotion): { own: Scope; sisters: Scope | null } {
  const own = { itemId, familyId, territoryId, places, sisters: false }
  return { own, sisters: itemId === null || familyId === null ? null : { ...own, sisters: true } }
}

type InScope = MeasuredEvent & { sums: { during: number; after: number } }
type Measured = KnownPromotion & { isOver: boolean; own: InScope | null; taken: InScope | null }

/** All promotions that touch a scope are columns of one regression, which tells of each; nothing where nothing of it was sold. */
function effectsIn(
  scope: Scope,
  { promotions, daily }: { promotions: readonly KnownPromotion[]; daily: Daily | undefined },
): Map<string, InScope> {
  if (!daily) return new Map()
  const touching = promotions.filter((each) => touches(each, scope))
  const place = (day: string) => daysBetween({ from: daily.from, to: day })
  const events = touching.map(({ startsOn, endsOn }) => ({ from: place(startsOn), to: place(endsOn) }))
  const firstWeekday = weekdayOf(parseDay(daily.from)!) - 1
  const found = measureEvents({ values: daily.values, firstWeekday, events, after: daysAfter })
  const sum = (a: number, b: number) =>
    daily.values.subarray(Math.max(0, a), Math.max(0, b)).reduce((total, value) => total + (value || 0), 0)
  return new Map(
    touching.map(({ id }, i) => {
      const { from, to } = events[i]!
      const sums = { during: sum(from, to + 1), after: sum(to + 1, to + 1 + daysAfter) }
      return [id, { ...found[i]!, sums }]
    }),
  )
}

function touches(promotion: KnownPromotion, scope: Scope): boolean {
  if (promotion.familyId !== scope.familyId || !shareAPlace(promotion.places, scope.places)) return false
  return scope.sisters || scope.itemId === null || promotion.itemId === null || promotion.itemId === scope.itemId
}

function shareAPlace(some: Scope['places'], others: Scope['places']): boolean {
  return some === null || others === null || some.some((place) => others.includes(place))
}

function foundOf({ isOver, itemId, own, taken }: Measured): MeasuredPromotion {
  return {
    during: effectOf(own?.during, own?.sums.during),
    after: effectOf(own?.after, own?.sums.after),
    sisters: effectOf(taken?.during, taken?.sums.during),
    reason: isOver ? (own ? own.reason : 'Nothing of it was sold.') : null,
    sistersReason: sistersReason({ isOver, isFamily: itemId === null, taken }),
  }
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

function sistersReason(given: { isOver: boolean; isFamily: boolean; taken: InScope | null }): string | null {
  const { isOver, isFamily, taken } = given
  if (!isOver) return null
  if (isFamily) return 'The whole family is promoted: it has no sisters to take from.'
  return taken ? taken.reason : 'It has no sisters in its family.'
}
