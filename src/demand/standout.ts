import type { Grain } from './schema.ts'

/** An order as far as it touches a node in the running period. */
export type OrderNow = { order: string | null; account: string | null; size: number }

/** How large orders of a node usually are; null where too few came to tell. */
export type UsualOrder = { median: number; p95: number; orders: number }

/** Fewer orders than this do not tell what is usual. */
export const fewestOrders = 20

/** More than one order in twenty is larger than the 95th percentile: what stands out is at least twice as large. */
const timesUsual = 2
/** Where nothing is known of usual sizes, an order stands out that makes half of the surplus. */
const partOfSurplus = 0.5

/** Whether an order is larger than orders of the node usually are. */
export function standsOut(order: OrderNow, { usual, above }: { usual: UsualOrder | null; above: number }): boolean {
  if (usual && usual.orders >= fewestOrders) return order.size > timesUsual * usual.p95
  return above > 0 && order.size >= partOfSurplus * above
}

/** Says why the running period stands where it stands, in one sentence. `write` writes an amount with its unit. */
export function whyRunning(given: {
  grain: Grain
  above: number
  /** How far off by now is no wonder: half of an 80 % range. */
  usualMiss: number
  orders: readonly OrderNow[]
  usual: UsualOrder | null
  counted: number
  write: (value: number) => string
}): string {
  const { grain, above, usualMiss, orders, usual, counted, write } = given
  const amount = `${above < 0 ? '−' : '+'}${write(Math.abs(above))} this ${grain}`
  const large = orders.filter((order) => standsOut(order, { usual, above })).slice(0, 3)
  const those = large.map(({ order, account, size }) => {
    return `${order ? `order ${order}` : 'an order without a number'} (${account ?? 'one customer'}, ${write(size)})`
  })
  const named = those.length > 0 ? `: ${those.join(', ')}` : ''
  if (counted === 0) return `Nothing came yet this ${grain}.`
  if (Math.abs(above) <= usualMiss) {
    return `${amount} against the expected run-rate, as usual by now.`
  }
  if (above < 0) return `${amount} below the expected run-rate${named && `, in spite of ${those.join(', ')}`}.`
  return `${amount} above the expected run-rate${named || `, spread over ${counted} orders of usual size`}.`
}
