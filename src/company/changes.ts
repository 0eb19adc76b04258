/** What an audit line needs of a change: the fields that differ, before and after; null when none does. */
export function changesBetween<Values extends Record<string, unknown>>(
  before: Values,
  after: Values,
): { before: Partial<Values>; after: Partial<Values> } | null {
  const changed = Object.keys(after).filter((key) => after[key] !== undefined && after[key] !== before[key])
  if (changed.length === 0) return null
  return { before: only(before, changed), after: only(after, changed) }
}

/** The given fields over the present ones; a field left out stays as it is. */
export function withChanges<Values extends Record<string, unknown>>(
  present: Values,
  given: { [Key in keyof Values]?: Values[Key] | undefined },
): Values {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...present, ...Object.fromEntries(kept) }
}

function only<Values extends Record<string, unknown>>(values: Values, keys: string[]): Partial<Values> {
  return Object.fromEntries(keys.map((key) => [key, values[key]])) as Partial<Values>
}
