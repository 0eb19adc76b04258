import { formatDay, parseDay } from '@drumbeat/periods'
import { partsOfWorth } from '#goals/parts.ts'
import { splitsOn } from '#goals/splits-on.sql.ts'
import { dealLives } from '#pipeline/lives.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'

/** What an owner closed on a day. */
export type Closing = { ownerId: string; day: string; closedMinor: number }

type Asked = {
  from: string
  to: string
  /** The day at whose end the deals are looked at. */
  asOf: string
  known: 'now' | 'then' | undefined
  now: Date
}

/**
 * What each owner closed on each day from `from` until the day before `to`, as the deals stood at the end of a day, with what was
 * known by then or is known now; of a shared deal each has their part.
 */
export async function closingsOn(db: Db, scope: Scope, { from, to, asOf, known, now }: Asked): Promise<Closing[]> {
  const lives = await dealLives(db, now)
  const { of: splits } = await splitsOn(db, { day: asOf, timeZone: lives.timeZone })
  const [first, end, day] = [parseDay(from)!, parseDay(to)!, parseDay(asOf)!]
  const dealOn = lives.dealOn(day, known === 'then' ? 'then' : undefined)
  const sees = scope.sees.deals === 'all' ? null : new Set(scope.sees.deals)
  const sums = new Map<string, Closing>()
  for (let deal = 0; deal < lives.deals; deal++) {
    const found = dealOn(deal)
    if (found?.outcome !== 'won' || found.closedOn === null || Number.isNaN(found.worth)) continue
    if (found.closedOn < first || found.closedOn >= end || found.closedOn > day) continue
    const shared = splits.get(found.id)
    const { owner, worth } = found
    for (const each of shared ? partsOfWorth(worth, { owner, splits: shared }) : [{ owner, part: worth }]) {
      if (each.owner !== null && (!sees || sees.has(each.owner)))
        add(sums, each.owner, { on: found.closedOn, minor: each.part })
    }
  }
  return [...sums.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function add(sums: Map<string, Closing>, ownerId: string, { on, minor }: { on: number; minor: number }): void {
  const key = `${ownerId} ${on}`
  const sum = sums.get(key) ?? { ownerId, day: formatDay(on), closedMinor: 0 }
  sum.closedMinor += minor
  sums.set(key, sum)
}
