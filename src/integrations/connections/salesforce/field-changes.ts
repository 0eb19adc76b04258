/** A change of one field of a deal. */
export type FieldChange = { field: string; at: string; before: string; after: string }

/** A deal at an instant as the history of stages tells it: its cells by field. */
export type StageState = { at: string; values: Readonly<Record<string, string>> }

/**
 * What a deal was at every instant at which its stage history or one of its fields changed. The stage history knows nothing
 * of the fields: what they were then follows from what they are now and from every change since.
 */
export function statesWithFields(of: {
  states: readonly StageState[]
  changes: readonly FieldChange[]
  now: Readonly<Record<string, string>>
}): StageState[] {
  const states = of.states.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const changes = of.changes.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const fieldsAt = (at: string) =>
    Object.fromEntries(
      Object.entries(of.now).map(([field, value]) => {
        const next = changes.find((change) => change.field === field && change.at > at)
        return [field, next ? next.before : value]
      }),
    )
  const told = new Set(states.map(({ at }) => at))
  const between = [...new Set(changes.map(({ at }) => at))].flatMap((at): StageState[] => {
    const before = states.findLast((state) => state.at < at)
    return before && !told.has(at) ? [{ at, values: before.values }] : []
  })
  return [...states, ...between]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, values }) => ({ at, values: { ...values, ...fieldsAt(at) } }))
}
