import type { OrderEvent } from './event.ts'

/**
 * An event whose fields are plainly right, as `OrderEvent` would give it; null where that is not plain at once, so that the schema
 * is to say. Records come by the million, and nearly all of them are plain; the schema takes five times as long.
 */
export function plainEvent(value: unknown): OrderEvent | null {
  if (typeof value !== 'object' || value === null) return null
  const said = value as Record<string, unknown>
  const { key, action = 'place', order, line = '1', orderedOn, quantity, amount, currency } = said
  if (said.confirmed !== undefined) return null
  if (!isText(key) || !isText(order) || !isText(line)) return null
  if (action !== 'place' && action !== 'correct' && action !== 'cancel') return null
  const event: OrderEvent = { key, action, order, line }
  if (orderedOn !== undefined) {
    if (!isDay(orderedOn)) return null
    event.orderedOn = orderedOn
  }
  for (const name of texts) {
    const text = said[name]
    if (text === undefined) continue
    if (!isText(text)) return null
    event[name] = text
  }
  if (quantity !== undefined) {
    if (!isExact(quantity)) return null
    event.quantity = quantity
  }
  if (amount !== undefined) {
    if (!isExact(amount)) return null
    event.amount = amount
  }
  if (currency !== undefined) {
    if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return null
    event.currency = currency
  }
  return event
}

const texts = ['item', 'territory', 'account', 'person', 'channel', 'promotion'] as const

/** A text that nothing would be trimmed from: it begins and ends with a visible character of ASCII. */
function isText(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const { length } = value
  return length > 0 && length <= 200 && isVisible(value.charCodeAt(0)) && isVisible(value.charCodeAt(length - 1))
}

function isVisible(code: number): boolean {
  return code > 32 && code < 127
}

function isExact(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d{1,13}(\.\d{1,6})?$/.test(value)
}

/** Every day of the calendar but the 29th of February. */
function isDay(value: unknown): value is string {
  return typeof value === 'string' && day.test(value)
}

const day = /^[12]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/
