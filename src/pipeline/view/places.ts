import type { DealFacts } from '../deals/sets.ts'
import type { Dimension } from './dimensions.ts'
import { holdersOf } from './shares.ts'

/** A deal counts here with the parts of these people; null: with all that the question has of it. */
export type DealPlace = { keys: string[]; people: ReadonlySet<string | null> | null }

/**
 * Tells the segments in which a deal counts: one, or where segments tell deals apart by whose they are, of a shared deal those of
 * everybody who has part in it, with their part.
 */
export function placesOf(
  { question, stand }: Pick<DealFacts, 'question' | 'stand'>,
  dimensions: readonly Dimension[],
): (deal: number) => DealPlace[] {
  const shared = question.sharedOn(question.asOf)
  const isTheirs = question.whose(question.asOf)
  const { owner } = question.history.versions
  const isByPerson = dimensions.some(({ ofPerson }) => ofPerson)
  return (deal) => {
    const row = stand.rows[deal]!
    const splits = isByPerson ? shared.get(deal) : undefined
    if (!splits) return [{ keys: dimensions.map(({ keyOf }) => keyOf(row, deal)), people: null }]
    const found = new Map<string, { keys: string[]; people: Set<string | null> }>()
    for (const person of holdersOf(question.history.people.ids[owner[row]!] ?? null, splits)) {
      if (isTheirs && !isTheirs(person)) continue
      const keys = dimensions.map(({ keyOf, ofPerson }) => (ofPerson ? ofPerson(person) : keyOf(row, deal)))
      const place = keys.join('\u0000')
      const known = found.get(place)
      if (known) known.people.add(person)
      else found.set(place, { keys, people: new Set([person]) })
    }
    return [...found.values()]
  }
}
