import { hash } from 'node:crypto'
import type { OrderEvent } from './event.ts'

/** Every field of an order event but its key, by name: what a key that comes again must say the same of. */
export const saidNames = [
  'account',
  'action',
  'amount',
  'channel',
  'currency',
  'item',
  'line',
  'order',
  'orderedOn',
  'person',
  'promotion',
  'quantity',
  'territory',
] as const satisfies readonly (keyof OrderEvent)[]

/** A line is known again by its order and its number, as in a file that has both columns. */
export function identityOf({ order, line }: Pick<OrderEvent, 'order' | 'line'>): string {
  const hex = hash('md5', `${order}\u001f${line}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
