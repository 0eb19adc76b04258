/** Units and money of an item, before and after. */
export type Sold = { unitsBefore: number; moneyBefore: number; unitsAfter: number; moneyAfter: number }

/** What a change in money is made of; `volume + price + mix` is the change. */
export type MoneySplit = {
  before: number
  after: number
  volume: number
  price: number
  mix: number
  /** Money a unit, over all items. */
  priceBefore: number | null
  priceAfter: number | null
}

/**
 * Splits the change in money over some items: volume is what the change in units is worth at the average price before; price what
 * units after cost more than at each item's own price before; mix the rest, which is dearer or cheaper items sold instead, and items
 * that are new or gone. An item that was not sold before has no price to be compared.
 */
export function splitMoney(items: readonly Sold[]): MoneySplit {
  const total = (of: (item: Sold) => number) => items.reduce((sum, item) => sum + of(item), 0)
  const [before, after] = [total((item) => item.moneyBefore), total((item) => item.moneyAfter)]
  const [unitsBefore, unitsAfter] = [total((item) => item.unitsBefore), total((item) => item.unitsAfter)]
  const priceBefore = unitsBefore > 0 ? before / unitsBefore : null
  const volume = priceBefore === null ? after - before : (unitsAfter - unitsBefore) * priceBefore
  const price = total(priceEffect)
  return {
    ...{ before, after, volume, price, mix: after - before - volume - price, priceBefore },
    priceAfter: unitsAfter > 0 ? after / unitsAfter : null,
  }
}

/** What the units after cost more than they would have at the item's price before; nothing where it had none. */
export function priceEffect({ unitsBefore, moneyBefore, unitsAfter, moneyAfter }: Sold): number {
  const isSold = unitsBefore > 0 && moneyBefore > 0 && unitsAfter > 0
  return isSold ? moneyAfter - unitsAfter * (moneyBefore / unitsBefore) : 0
}
