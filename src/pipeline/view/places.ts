import type { DealFacts } from '../deals/sets.ts'
import type { Dimension } from './dimensions.ts'
import { type ItemSpan, itemSpans, partOfSpans } from './products.ts'
import { holdersOf } from './shares.ts'

/**
 * A deal counts here with the parts of these people (null: with all that the question has of it), and of what these have, with
 * what is of the items here (null: with all).
 */
export type DealPlace = {
  keys: string[]
  people: ReadonlySet<string | null> | null
  part: ((worth: number) => number) | null
}

type Found = { keys: string[]; people: Set<string | null> | null; spans: Set<ItemSpan> }

/**
 * Tells the segments in which a deal counts: one, or where segments tell deals apart by whose they are, of a shared deal those of
 * everybody who has part in it, with their part; where by what they are of, of a deal with products those of each, with theirs.
 */
export function placesOf(
  { question, stand }: Pick<DealFacts, 'question' | 'stand'>,
  dimensions: readonly Dimension[],
): (deal: number) => DealPlace[] {
  const shared = question.sharedOn(question.asOf)
  const isTheirs = question.whose(question.asOf)
  const isOf = question.ofWhat(question.asOf)
  const { owner, amount } = question.history.versions
  const isByPerson = dimensions.some(({ ofPerson }) => ofPerson)
  const products = dimensions.some(({ ofItem }) => ofItem) ? question.productsOn(question.asOf) : null
  const [only] = dimensions.length === 1 ? dimensions : []
  return (deal) => {
    const row = stand.rows[deal]!
    const splits = isByPerson ? shared.get(deal) : undefined
    const listed = products?.get(deal)
    if (!splits && !listed) return [{ keys: dimensions.map(({ keyOf }) => keyOf(row, deal)), people: null, part: null }]
    const spans = listed && itemSpans(listed, amount[row]!).filter(({ item }) => isOf?.(item) ?? true)
    if (!splits && only?.ofItem) return placedByItem(only.ofItem, { spans: spans!, amount: amount[row]! })
    const holders = splits && holdersOf(question.history.people.ids[owner[row]!] ?? null, splits)
    const people = holders ? holders.filter((person) => isTheirs?.(person) ?? true) : [undefined]
    const found = new Map<string, Found>()
    for (const person of people) {
      for (const span of spans ?? [undefined]) {
        const keys = dimensions.map(({ keyOf, ofPerson, ofItem }) => {
          if (ofPerson && person !== undefined) return ofPerson(person)
          return ofItem && span ? ofItem(span.item) : keyOf(row, deal)
        })
        const key = keys.join('\u0000')
        const place = found.get(key) ?? { keys, people: splits ? new Set() : null, spans: new Set() }
        found.set(key, place)
        if (person !== undefined) place.people?.add(person)
        if (span) place.spans.add(span)
      }
    }
    return [...found.values()].map(({ keys, people, spans: here }) => ({
      ...{ keys, people },
      part: spans ? partReader([...here], amount[row]!) : null,
    }))
  }
}

/** The same where items alone tell segments apart, without a key for each pair. */
function placedByItem(
  ofItem: (item: number) => string,
  { spans, amount }: { spans: readonly ItemSpan[]; amount: number },
): DealPlace[] {
  const found: { key: string; spans: ItemSpan[] }[] = []
  for (const span of spans) {
    const key = ofItem(span.item)
    const place = found.find((each) => each.key === key)
    if (place) place.spans.push(span)
    else found.push({ key, spans: [span] })
  }
  return found.map(({ key, spans }) => ({ keys: [key], people: null, part: partReader(spans, amount) }))
}

function partReader(spans: readonly ItemSpan[], amount: number): (worth: number) => number {
  return (worth) => (Number.isNaN(worth) ? worth : partOfSpans(worth, amount, spans))
}
