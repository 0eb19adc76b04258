import type { Db } from '#platform/db/pool.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { calendarMonths, periodWith } from '../calendar.ts'
import { companySettings } from '../history/history.sql.ts'
import { nodeAt, seriesName } from '../node.ts'
import type { Grain } from '../schema.ts'
import { sharesOf } from '../shares/shares.sql.ts'
import type { SetOverride } from './contract.ts'

/** What a channel or a customer has of its node of late, and the last day of each period to come. */
export type KnownPart = { share: number; endsOn: ReadonlyMap<string, string> }

/** The channels and customers named, each by its name; those that a node does not have are left out. */
export async function knownParts(
  db: Db,
  { grain, overrides, today }: { grain: Grain; overrides: readonly SetOverride[]; today: string },
): Promise<Map<string, KnownPart>> {
  const parts = new Map<string, KnownPart>()
  const named = overrides.filter(({ part }) => part !== null)
  const { calendar } = named.length > 0 ? await companySettings(db) : { calendar: calendarMonths }
  for (const of of Map.groupBy(named, (each) => `${placed(each).node} ${byOf(each)}`).values()) {
    const [first] = of
    const node = nodeAt(first!.node, first!.territory)
    const asked = { view: { grain, measure: 'units' as const }, node, by: byOf(first!), today }
    const shares = await sharesOf(db, asked).catch((error) => {
      if (error instanceof Refusal) return null // such a node is refused one by one
      throw error
    })
    const endsOn = new Map(
      shares?.ahead.map(({ startsOn }) => [startsOn, periodWith({ grain, calendar, day: startsOn }).endsOn]),
    )
    for (const { key, share } of shares?.parts ?? []) parts.set(`${placed(first!).node} ${key}`, { share, endsOn })
  }
  return parts
}

function byOf({ part }: SetOverride): 'channel' | 'customer' {
  return part!.startsWith('channel:') ? 'channel' : 'customer'
}

/** How a part of a node is named. */
export function partName(given: SetOverride): string {
  return `${placed(given).node} ${given.part}`
}

/** Where an override stands. */
export function placed({ node, territory, part, startsOn }: SetOverride) {
  return { node: seriesName(nodeAt(node, territory)), part, startsOn }
}
