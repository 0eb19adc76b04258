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
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id): Moved => ({ id, before: was.get(id) ?? 0, after: is.get(id) ?? 0 }))
    .filter((moved) => Math.round(moved.before) !== Math.round(moved.after))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

/** The value of each deal: what it was won at, or its part of the mean while it is open. */
function valuesOf(onDay: DayOutlook, owners: ReadonlySet<string> | null): Map<string | null, number> {
  const values = new Map<string | null, number>()
  for (const { id, owner, worth } of onDay.days.won) {
    if (owners === null || (owner !== null && owners.has(owner))) values.set(id, worth)
  }
  for (const { id, kind, value } of onDay.of(owners).bookings.parts) {
    if (kind === 'open') values.set(id, value)
    if (kind === 'coming') values.set(null, value)
  }
  return values
}
