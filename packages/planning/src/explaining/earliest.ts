import { firstLead } from '../instance/arrivals.ts'
import type { Instance } from '../instance/instance-parts.ts'

/** Something that keeps a unit from being there in a period at any price, with its share of the delay in per cent. */
export interface Obstacle {
  readonly rule: string
  readonly path: string
  readonly share: number
  /** The whole reason in words: "x arrives in Apr at the earliest (lead time of x: 3 periods)". */
  readonly says: string
}

/** Knows when units can be there at the earliest, whatever they cost. */
export interface Earliest {
  /** Whether any unit at all can be at the point in the period: from stock, under way, or brought in by then. */
  readonly anyBy: (point: number, period: number) => boolean
  /** Why no more units can be there than are in stock and under way; undefined where new ones can. */
  readonly obstacles: (point: number, period: number) => Obstacle[] | undefined
}

const never = Number.POSITIVE_INFINITY

/**
 * First periods in which units can be at each point, once of new supply without limit of quantity and once of any unit. A source
 * brings units one lead time after all its parts are there and its limit is above zero.
 */
export function earliestOf(instance: Instance): Earliest {
  const first = (values: Float64Array) => {
    const t = values.findIndex((each) => each > 0)
    return t < 0 ? never : t
  }
  const unlimited = arrivalsFrom(
    instance,
    instance.points.map(() => never),
  )
  const any = arrivalsFrom(
    instance,
    instance.points.map(({ opening, arrivals }) => (opening > 0 ? 0 : first(arrivals))),
  )
  return {
    anyBy: (point, period) => any[point]! <= period,
    obstacles(point, period) {
      if (unlimited[point]! <= period) return undefined
      return underWay(instance, point, period, unlimited[point]!) ?? chain(instance, point, unlimited)
    },
  }
}

/** Settles first periods source by source until none changes; lanes may run in circles. */
function arrivalsFrom({ sources }: Instance, start: readonly number[]): Float64Array {
  const first = Float64Array.from(start)
  for (let changed = true; changed; ) {
    changed = false
    for (const source of sources) {
      const start = firstStart(source, first)
      const arrival = (source.byPeriod ?? [])
        .slice(start + 1)
        .reduce((least, now, t) => Math.min(least, start + 1 + t + firstLead(now)), start + leadFrom(source, start))
      if (arrival >= source.max.length) continue
      for (const point of brings(source)) {
        if (arrival >= first[point]!) continue
        first[point] = arrival
        changed = true
      }
    }
  }
  return first
}

/** The lead time of a start; that of the source where there is no such period. */
function leadFrom(source: Instance['sources'][number], start: number): number {
  return firstLead(source.byPeriod?.[start] ?? source)
}

/** The item of a source, and what comes with it. */
function brings({ point, gives }: Instance['sources'][number]): number[] {
  return [point, ...gives.map((each) => each.point)]
}

/** First period in which all parts are there and the limit allows a start. */
function firstStart({ uses, substitutes, max }: Instance['sources'][number], first: ArrayLike<number>): number {
  const soonest = (use: number) =>
    substitutes.reduce(
      (least, each) => (each.use === use ? Math.min(least, first[each.point]!) : least),
      first[uses[use]!.point]!,
    )
  const parts = uses.reduce((latest, _, use) => Math.max(latest, soonest(use)), 0)
  if (parts === never) return never
  const start = max.findIndex((each, t) => t >= parts && each > 0)
  return start < 0 ? never : start
}

/** Units under way that come before any new ones can. */
function underWay(instance: Instance, point: number, period: number, unlimited: number): Obstacle[] | undefined {
  const { item, site, arrivals } = instance.points[point]!
  const next = arrivals.findIndex((each, t) => t > period && each > 0)
  if (next < 0 || next >= unlimited) return undefined
  const row = instance.model.arrivals?.findIndex((each) => each.item === item && (each.site ?? site) === site) ?? -1
  const says = `the next ${item} arrives in ${instance.periods[next]}`
  return [{ rule: `arrival of ${item}`, path: `arrivals[${row}].quantity`, share: 100, says }]
}

interface Link {
  readonly rule: string
  readonly path: string
  readonly periods: number
  readonly says: string
}

/** The lead times that add up to the first arrival, or why there is none. */
function chain(instance: Instance, point: number, unlimited: ArrayLike<number>): Obstacle[] {
  const { item } = instance.points[point]!
  const links = linksOf(instance, point, unlimited, new Set())
  const total = links.reduce((sum, each) => sum + each.periods, 0)
  const arrival = unlimited[point]!
  const because = [...new Set(links.map((each) => each.says))].join(' and ')
  const head =
    arrival < never
      ? `${item} arrives in ${instance.periods[arrival]} at the earliest`
      : links.some((each) => each.periods > 0)
        ? `${item} would arrive after the last period`
        : undefined
  return links.map(({ rule, path, periods }) => ({
    rule,
    path,
    share: total > 0 ? (100 * periods) / total : 100 / links.length,
    says: head ? `${head} (${because})` : because,
  }))
}

function linksOf(instance: Instance, point: number, unlimited: ArrayLike<number>, seen: Set<number>): Link[] {
  const { item, path } = instance.points[point]!
  seen.add(point)
  const ways = instance.sources.filter((each) => brings(each).includes(point))
  const arrivalOf = (each: (typeof ways)[number]) => firstStart(each, unlimited) + firstLead(each)
  const best = ways.toSorted((a, b) => arrivalOf(a) - arrivalOf(b) || a.leadTime - b.leadTime)[0]
  if (!best) {
    const asked = instance.demand.find((each) => each.point === point)?.path ?? path
    return [{ rule: `no source of ${item}`, path: asked, periods: 0, says: `nobody makes or buys ${item}` }]
  }
  const own: Link[] = []
  const late = best.uses.filter((use) => !seen.has(use.point) && unlimited[use.point]! > 0)
  const part = late.toSorted((a, b) => unlimited[b.point]! - unlimited[a.point]!)[0]
  if (part) own.push(...linksOf(instance, part.point, unlimited, seen))
  if (best.leadTime > 0 || best.leadDays) own.push(leadTimeLink(best))
  const start = firstStart(best, unlimited)
  const parts = best.uses.reduce((latest, use) => Math.max(latest, unlimited[use.point]!), 0)
  if (start > parts || own.length === 0) own.push(limitLink(instance, best, { start, parts }))
  return own
}

function leadTimeLink({ id, path, leadTime, leadDays }: Instance['sources'][number]): Link {
  if (leadDays !== undefined) {
    const says = `lead time of ${id}: ${leadDays} day${leadDays === 1 ? '' : 's'}`
    return { rule: `lead time of ${id}`, path: `${path}.leadDays`, periods: leadTime, says }
  }
  const says = `lead time of ${id}: ${leadTime} period${leadTime === 1 ? '' : 's'}`
  return { rule: `lead time of ${id}`, path: `${path}.leadTime`, periods: leadTime, says }
}

function limitLink(
  instance: Instance,
  { id, path }: Instance['sources'][number],
  { start, parts }: { start: number; parts: number },
): Link {
  const until = start < never ? `before ${instance.periods[start]}` : 'in any period'
  const periods = start < never ? start - parts : 1
  return { rule: `maximum of ${id}`, path: `${path}.max`, periods, says: `the maximum of ${id} is 0 ${until}` }
}
