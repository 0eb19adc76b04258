import { hash } from 'node:crypto'
import type { OrderEvent } from './event.ts'

/** Names what an event says, whatever the order of its fields: a key that comes again must say the same. */
export function digestOf(event: OrderEvent): string {
  let text = '['
  for (const name of names) {
    const said = event[name]
    if (said !== undefined) text += `${text === '[' ? '' : ','}["${name}",${JSON.stringify(said)}]`
  }
  return hash('md5', `${text}]`)
}

/** Every field but the key, by name. */
const names = [
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
