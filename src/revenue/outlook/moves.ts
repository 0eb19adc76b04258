import { partsOfWorth } from '#goals/parts.ts'
import type { DayOutlook } from './day-outlook.sql.ts'

/** What a deal, or all deals to come (null), adds to the expected bookings on two days. */
export type Moved = { id: string | null; before: number; after: number }

/** Splits the change of the expected bookings of some owners between two days into deals, the largest first. */
export function movesBetween(
  before: DayOutlook,
  after: DayOutlook,
  owners: (onDay: DayOutlook) => ReadonlySet<string> | null,
) {
  const [was, is] = [valuesOf(before, owners(before)), valuesOf(after, owners(after))]
  const moved: Moved[] = []
  const look = (id: string | null, before: number, after: number) => {
    if (Math.round(before) !== Math.round(after)) moved.push({ id, before, after })
  }
  for (const [id, value] of was) look(id, value, is.get(id) ?? 0)
  for (const [id, value] of is) if (!was.has(id)) look(id, 0, value)
  return moved.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

type Values = ReadonlyMap<string | null, number>
const kept = new WeakMap<object, Values>()

/** Worked out once per distribution. */
function valuesOf(onDay: DayOutlook, owners: ReadonlySet<string> | null): Values {
  const { bookings } = onDay.of(owners)
  const values = kept.get(bookings) ?? eachValue(onDay, owners)
  kept.set(bookings, values)
  return values
}

/** The value of each deal: what it was won at, or its part of the mean while it is open. */
function eachValue(onDay: DayOutlook, owners: ReadonlySet<string> | null): Values {
  const values = new Map<string | null, number>()
  const isIn = (owner: string | null) => owners === null || (owner !== null && owners.has(owner))
  for (const { id, owner, worth } of onDay.days.won) {
    const splits = onDay.splits.get(id)
    const parts = splits ? partsOfWorth(worth, { owner, splits }) : [{ owner, part: worth }]
    const theirs = parts.filter((each) => isIn(each.owner))
    if (theirs.length > 0)
      values.set(
        id,
        theirs.reduce((sum, { part }) => sum + part, 0),
      )
  }
  for (const { id, kind, value } of onDay.of(owners).bookings.parts) {
    if (kind === 'open') values.set(id, value)
    if (kind === 'coming') values.set(null, value)
  }
  return values
}
