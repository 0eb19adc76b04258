import type { Moment } from '../history/as-of.ts'
import { type DealHistory, NONE } from '../history/deal-history.ts'

/** How much of a deal's amount is of an item, by the code of the item; minor units of the deal's currency. */
export type Product = { item: number; minor: number }

/** The products of the deals that have some, by the number of the deal, in the order of items. */
export type Products = ReadonlyMap<number, readonly Product[]>

/** Whether an item, or none, is among those a question is about. */
export type IsOf = (item: number) => boolean

/** Reads which products deals had at a moment; moments asked for are kept. */
export function productsAt({ lines }: DealHistory): (moment: Moment) => Products {
  const moments = new Map<string, Products>()
  return ({ day, knownBy }) => {
    const key = `${day} ${knownBy}`
    const known = moments.get(key)
    if (known) return known
    const found = new Map<number, Product[]>()
    for (const [deal, spans] of lines) {
      const byItem = new Map<number, number>()
      for (const { item, minor, from, until, recorded, ended, never } of spans) {
        if (from > day || recorded > knownBy || (ended <= knownBy && (never || until <= day))) continue
        byItem.set(item, (byItem.get(item) ?? 0) + minor)
      }
      if (byItem.size > 0)
        found.set(
          deal,
          [...byItem].map(([item, minor]) => ({ item, minor })).sort((a, b) => a.item - b.item),
        )
    }
    moments.set(key, found)
    return found
  }
}

/** What of a deal's amount is of an item, or of none, as the running sums without and with it. */
export type ItemSpan = { item: number; before: number; upTo: number }

/** The parts of a deal's amount, in order: its products, and what these leave of it, or take beyond it, of no item. */
export function itemSpans(products: readonly Product[], amount: number): ItemSpan[] {
  const spans: ItemSpan[] = []
  let sum = 0
  for (const { item, minor } of products) {
    spans.push({ item, before: sum, upTo: sum + minor })
    sum += minor
  }
  if (!Number.isNaN(amount) && sum !== amount) spans.push({ item: NONE, before: sum, upTo: amount })
  return spans
}

/**
 * What some parts have of what a deal is worth, to the unit: each is what two rounded running sums differ by, so that all of them
 * add up to it. `amount` is what the deal states in its own currency.
 */
export function partOfSpans(worth: number, amount: number, spans: readonly ItemSpan[]): number {
  let sum = 0
  for (const { before, upTo } of spans) sum += worthOf(upTo) - worthOf(before)
  return sum
  function worthOf(minor: number): number {
    return worth === amount ? minor : Math.round(worth * (minor / amount))
  }
}
