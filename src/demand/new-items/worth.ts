import type { Brought } from './look-alikes.sql.ts'

/** Which share of a new item each territory will sell: what its look-alikes sold there of late. The rest is sold in none. */
export function placesOf(alike: readonly Brought[]): { territoryId: string; share: number }[] {
  const units = new Map<string, number>()
  for (const { places } of alike) {
    for (const [place, sold] of Object.entries(places)) units.set(place, (units.get(place) ?? 0) + sold)
  }
  const all = [...units.values()].reduce((sum, each) => sum + each, 0)
  if (all <= 0) return []
  return [...units]
    .filter(([place, sold]) => place !== '' && sold > 0)
    .map(([territoryId, sold]) => ({ territoryId, share: sold / all }))
}

/**
 * What a unit of a new item will bring: its list price, less what its look-alikes are sold below theirs (the median of them); without a
 * list price what they bring.
 */
export function priceOf(listPrice: number | null, alike: readonly Brought[]): number {
  const known = (each: number | null): each is number => each !== null && each > 0
  if (known(listPrice)) return listPrice * (median(alike.map(({ ofList }) => ofList).filter(known)) ?? 1)
  return median(alike.map(({ price }) => price).filter(known)) ?? 0
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2
}
