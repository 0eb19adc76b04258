import type { ErpRow } from './objects.ts'

/** What lies where, by code of the item and name of the site. */
export type StockAt = { item: string; site: string; quantity: number }
/** What goes into one unit. */
export type PartOf = { assembly: string; component: string; quantity: number }

/**
 * Stock that differs from what is here. An ERP system tells neither when a position was emptied nor when it was dropped, so
 * all of it is compared; a position of its sites that it does not name any more is empty.
 */
export function stockRows(there: readonly StockAt[], here: readonly StockAt[], today: string): ErpRow[] {
  const now = summed(there, ({ item, site }) => `${item}\n${site}`)
  const known = new Map(here.map((each) => [`${each.item}\n${each.site}`, each]))
  const gone = here.filter(({ item, site, quantity }) => quantity !== 0 && !now.has(`${item}\n${site}`))
  return [
    ...[...now.values()].filter(
      (each) => each.quantity !== (known.get(`${each.item}\n${each.site}`)?.quantity ?? null),
    ),
    ...gone.map((each) => ({ ...each, quantity: 0 })),
  ].map(({ item, site, quantity }) => ({
    id: `${item} at ${site}`,
    stamp: '',
    item,
    site,
    quantity: String(quantity),
    counted_on: today,
  }))
}

/** Recipes that differ from what is here, of the items that have or had one there; a component that was taken out ends the day before. */
export function recipeRows(
  there: { parts: readonly PartOf[]; made: ReadonlySet<string> },
  here: readonly PartOf[],
  yesterday: string,
): ErpRow[] {
  const now = summed(there.parts, keyOf)
  const known = new Map(here.map((each) => [keyOf(each), each.quantity]))
  const gone = here.filter((each) => there.made.has(each.assembly) && !now.has(keyOf(each)))
  return [
    ...[...now.values()]
      .filter((each) => each.quantity !== known.get(keyOf(each)))
      .map((each) => ({ ...each, ends_on: '' })),
    ...gone.map((each) => ({ ...each, ends_on: yesterday })),
  ].map(({ assembly, component, quantity, ends_on }) => ({
    id: `${component} in ${assembly}`,
    stamp: '',
    assembly,
    component,
    quantity: String(quantity),
    ends_on,
  }))
}

/** Quantities of one thing in several rows are one; sums are kept to the millionth that both sides hold. */
function summed<Each extends { quantity: number }>(
  rows: readonly Each[],
  keyOf: (row: Each) => string,
): Map<string, Each> {
  const sums = new Map<string, Each>()
  for (const row of rows) {
    const quantity = Number(((sums.get(keyOf(row))?.quantity ?? 0) + row.quantity).toFixed(6))
    sums.set(keyOf(row), { ...row, quantity })
  }
  return sums
}

function keyOf({ assembly, component }: PartOf): string {
  return `${assembly}\n${component}`
}

/** A line of a purchase order as the plan counts it: open for what has not come yet, whole once all has come. */
export function purchaseLine(line: { quantity: number; received: number; isCancelled: boolean }): {
  quantity: string
  received: string
} {
  const { quantity, received, isCancelled } = line
  if (isCancelled || received >= quantity)
    return { quantity: String(isCancelled ? received : quantity), received: String(received) }
  return { quantity: String(Number((quantity - received).toFixed(6))), received: '' }
}
