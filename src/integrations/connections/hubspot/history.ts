/** One value of a property and since when it holds. */
export type Held = { value: string | null; timestamp: string }

/** What a deal was from an instant on: a value of each property that was asked for. */
export type HubspotState = { at: string; values: Readonly<Record<string, string>> }

/**
 * The states of a deal from the histories of its properties, each of which tells its own changes: at every instant at which
 * one of them changed, what all of them were. A deal begins with its first stage.
 */
export function statesOf(of: Readonly<Record<string, readonly Held[]>>): HubspotState[] {
  const changes = Object.entries(of)
    .flatMap(([field, held]) =>
      held.map(({ value, timestamp }) => ({ field, value: value ?? '', at: Date.parse(timestamp) })),
    )
    .sort((a, b) => a.at - b.at)
  const now: Record<string, string> = Object.fromEntries(Object.keys(of).map((field) => [field, '']))
  const states = new Map<number, HubspotState>()
  for (const { field, value, at } of changes) {
    now[field] = value
    if (now.dealstage) states.set(at, { at: new Date(at).toISOString(), values: { ...now } })
  }
  return [...states.values()]
}
