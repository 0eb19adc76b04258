import { hash } from 'node:crypto'
import type { OrderEvent } from './event.ts'

/** Names what an event says, whatever the order of its fields: a key that comes again must say the same. */
export function digestOf(event: OrderEvent): string {
  const entries = Object.entries(event).filter(([name]) => name !== 'key')
  return hash('md5', JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** A line is known again by its order and its number, as in a file that has both columns. */
export function identityOf({ order, line }: Pick<OrderEvent, 'order' | 'line'>): string {
  const hex = hash('md5', `${order}\u001f${line}`)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
