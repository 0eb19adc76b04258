/** One value of a property and since when it holds. */
export type Held = { value: string | null; timestamp: string }

/** What a deal was from an instant on. */
export type HubspotState = { at: string; stage: string; amount: string; closes: string }

/**
 * The states of a deal from the histories of its properties, each of which tells its own changes: at every instant at which
 * one of them changed, what all of them were. A deal begins with its first stage.
 */
export function statesOf(of: {
  stage: readonly Held[]
  amount: readonly Held[]
  closes: readonly Held[]
}): HubspotState[] {
  const changes = (['stage', 'amount', 'closes'] as const)
    .flatMap((field) =>
      of[field].map(({ value, timestamp }) => ({ field, value: value ?? '', at: Date.parse(timestamp) })),
    )
    .sort((a, b) => a.at - b.at)
  const now = { stage: '', amount: '', closes: '' }
  const states = new Map<number, HubspotState>()
  for (const { field, value, at } of changes) {
    now[field] = value
    if (now.stage !== '') states.set(at, { at: new Date(at).toISOString(), ...now })
  }
  return [...states.values()]
}
