import type { EventLog } from './log.ts'

export type Deviation = {
  kind: 'skipped' | 'went back' | 'not in the model' | 'repeated' | 'started elsewhere' | 'did not end'
  /** The activity that was skipped, gone back to, repeated, or is foreign. */
  activity: string
  cases: number
  /** The worth of these cases; null where no case has one. */
  amount: number | null
}

export type Conformance = { cases: number; fitting: number; fitness: number | null; deviations: Deviation[] }

/**
 * Holds each case against a sequence of activities that it should pass in order, with ends at any of which it may stop.
 * Ends may be reached from anywhere; a case still under way fits as far as it has come.
 */
export function conformanceOf(log: EventLog, model: Sequence): Conformance {
  const found = new Map<string, Deviation>()
  let fitting = 0
  for (let number = 0; number < log.caseIds.length; number++) {
    const path = Array.from(
      log.activity.subarray(log.starts[number]!, log.starts[number + 1]!),
      (at) => log.activities[at]!,
    )
    const deviations = deviationsOf(path, model)
    if (deviations.size === 0) fitting++
    for (const [key, { kind, activity }] of deviations) {
      const known = found.get(key) ?? { kind, activity, cases: 0, amount: null }
      const worth = log.amounts[number]!
      found.set(key, {
        ...known,
        cases: known.cases + 1,
        amount: worth === null ? known.amount : (known.amount ?? 0) + worth,
      })
    }
  }
  const cases = log.caseIds.length
  return {
    cases,
    fitting,
    fitness: cases === 0 ? null : fitting / cases,
    deviations: [...found.values()].sort((a, b) => b.cases - a.cases),
  }
}

/** The activities in the order they should have, and those at which a case may end from anywhere. */
export type Sequence = { sequence: readonly string[]; ends: readonly string[] }

/** How one path leaves the sequence, by kind and activity. */
export function deviationsOf(
  path: readonly string[],
  model: Sequence,
): Map<string, Pick<Deviation, 'kind' | 'activity'>> {
  const { sequence } = model
  const order = new Map(sequence.map((activity, at) => [activity, at]))
  const ends = new Set(model.ends)
  const found = new Map<string, Pick<Deviation, 'kind' | 'activity'>>()
  const note = (kind: Deviation['kind'], activity: string) => found.set(`${kind} ${activity}`, { kind, activity })
  let reached = -1
  path.forEach((activity, at) => {
    if (ends.has(activity)) {
      if (at + 1 < path.length && !ends.has(path[at + 1]!)) note('went back', path[at + 1]!)
      return
    }
    const place = order.get(activity)
    if (place === undefined) note('not in the model', activity)
    else if (at === 0 && place > 0) note('started elsewhere', activity)
    else if (place === reached) note('repeated', activity)
    else if (place < reached) note('went back', activity)
    else for (let skipped = reached + 1; skipped < place; skipped++) note('skipped', sequence[skipped]!)
    if (place !== undefined) reached = Math.max(reached, place)
  })
  return found
}
