/** What tells an item from others before it was ever sold: its price, and what it says of each attribute, its family among them. */
export type Described = { price: number | null; said: Readonly<Record<string, string>> }

/** The attribute that every item has; no file can bring one of this name. */
export const FAMILY = 'family:'

/** How much farther apart items sell that differ in an attribute: by which factor alike ones do, and different ones. */
export type Told = { name: string; weight: number; same: number; other: number; pairs: number }

/** What is learned from items that were sold: how far apart each attribute sets them, and a factor of two in price. */
export type Weights = { said: readonly Told[]; price: number }

type Sold = Described & { values: Float64Array }

/** Fewer pairs of items, alike or different, tell nothing of an attribute. */
const fewestPairs = 10
/** So many items are compared with each other at most. */
const mostItems = 250
/** What a factor of two in price, and another family, count at least, or where nothing tells. */
const [leastPrice, unknownPrice, leastFamily] = [0.1, 0.5, 1]
const two = Math.log(2)

/**
 * How far apart items sell by what they differ in: the mean distance of the logarithms of what they sell a month, of pairs that differ less
 * that of pairs that agree. Attributes and price are told within families, so that none takes credit for the other.
 */
export function weightsOf(items: readonly Sold[]): Weights {
  const sold = items
    .map((item) => ({ item, level: levelOf(item.values) }))
    .filter(({ level }) => Number.isFinite(level))
    .slice(0, mostItems)
  const names = [...new Set(sold.flatMap(({ item }) => Object.keys(item.said)))].sort()
  const pairs = sold.flatMap(({ item: a, level }, i) =>
    sold.slice(i + 1).map(({ item: b, level: other }) => ({ a, b, apart: Math.abs(level - other) })),
  )
  const within = pairs.filter(({ a, b }) => a.said[FAMILY] === b.said[FAMILY])
  const said = names.flatMap((name) => {
    const of = (name === FAMILY ? pairs : within).filter(({ a, b }) => a.said[name] && b.said[name])
    return toldBy(of, ({ a, b }) => a.said[name] === b.said[name], name) ?? []
  })
  const priced = within.filter(({ a, b }) => a.price && b.price)
  const price = toldBy(priced, ({ a, b }) => Math.abs(Math.log(a.price! / b.price!)) < two, 'price')
  return { said, price: price ? Math.max(leastPrice, price.weight) : unknownPrice }
}

/** How far an item is expected to sell from another: attributes in which they differ count by their weight, prices by factors of two. */
export function apart(a: Described, b: Described, { said, price }: Weights): number {
  const differs = said.reduce(
    (sum, { name, weight }) => sum + (a.said[name] && a.said[name] !== b.said[name] ? weight : 0),
    0,
  )
  const family = a.said[FAMILY] === b.said[FAMILY] || said.some(({ name }) => name === FAMILY) ? 0 : leastFamily
  const priced = a.price && b.price ? Math.min(3, Math.abs(Math.log(a.price / b.price)) / two) : 1
  return differs + family + price * priced
}

type Pair = { a: Sold; b: Sold; apart: number }

function toldBy(pairs: readonly Pair[], agree: (pair: Pair) => boolean, name: string): Told | null {
  const [same, other] = [pairs.filter(agree), pairs.filter((pair) => !agree(pair))]
  if (same.length < fewestPairs || other.length < fewestPairs) return null
  const mean = (of: readonly Pair[]) => of.reduce((sum, pair) => sum + pair.apart, 0) / of.length
  const weight = Math.max(name === FAMILY ? leastFamily : 0, mean(other) - mean(same))
  return { name, weight, same: Math.exp(mean(same)), other: Math.exp(mean(other)), pairs: pairs.length }
}

/** The logarithm of what an item sells a month, of the last year in which it was sold. */
function levelOf(values: Float64Array): number {
  const known = values.filter((value) => value >= 0).slice(-12)
  return Math.log(known.reduce((sum, value) => sum + value, 0) / known.length)
}
