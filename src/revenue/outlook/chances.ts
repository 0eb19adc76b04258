import type { HazardScorer, Snapshot } from '@drumbeat/deal-outlook'
import type { Known } from '#pipeline/lives.sql.ts'

/** From when until when a win counts, seen from the end of a day with the knowledge of then or of now; `to` is the first day after. */
export type Span = { day: number; from: number; to: number; known?: Known }

/** The chance that an open deal is won within the period. */
export function chanceWithin(scorer: HazardScorer, snapshot: Snapshot, { day, from, to }: Span): number {
  const last = to - 1 - day
  if (last <= 0) return 0
  const whole = scorer.winWithin(snapshot, last)
  const before = from > day + 1 ? scorer.winWithin(snapshot, from - 1 - day) : 0
  return Math.max(0, whole - before)
}

/** Remembers what is made of what is known of each deal, so that after a change only the deals that changed are worked out anew. */
export function remembered<Made>(make: (snapshot: Snapshot) => Made): (id: string, snapshot: Snapshot) => Made {
  const known = new Map<string, { of: string; made: Made }>()
  return (id, snapshot) => {
    const of = JSON.stringify(snapshot)
    const before = known.get(id)
    if (before?.of === of) return before.made
    const made = make(snapshot)
    known.set(id, { of, made })
    return made
  }
}
