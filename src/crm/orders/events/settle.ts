import type { OrderEvent, RefusedEvent } from './event.ts'

/** An order line as it stands, with its codes resolved to ids. */
export type StoredLine = {
  id: string
  orderedOn: string
  accountId: string | null
  itemId: string | null
  territoryId: string | null
  ownerId: string | null
  channel: string | null
  promotion: string | null
  quantity: string
  amount: string
  currency: string
}

/** What an event says once its codes are resolved; no line where it calls one off. */
export type Resolved = { event: OrderEvent; line: Omit<StoredLine, 'id'> | null }

export type Settled =
  | { outcome: 'placed' | 'corrected' | 'cancelled' | 'unchanged' }
  | { outcome: 'refused'; code: RefusedEvent['code']; message: string; wayOut: string }

/** What an event does to the line that stands under its order and line number, if any. */
export function settle({ event, line }: Resolved, stored: StoredLine | undefined): Settled {
  const which = `Line ${event.line} of order ${event.order}`
  if (event.action === 'place') {
    if (!stored) return { outcome: 'placed' }
    if (isSame(line!, stored)) return { outcome: 'unchanged' }
    return {
      outcome: 'refused',
      code: 'line-exists',
      message: `${which} is there already, with other content.`,
      wayOut: 'Send it with the action correct, or under another line number.',
    }
  }
  if (!stored) {
    return {
      outcome: 'refused',
      code: 'no-such-line',
      message: `${which} is not there to ${event.action}.`,
      wayOut: event.action === 'correct' ? 'Send it with the action place.' : 'It may have been cancelled before.',
    }
  }
  if (event.action === 'cancel') return { outcome: 'cancelled' }
  return { outcome: isSame(line!, stored) ? 'unchanged' : 'corrected' }
}

const compared = [
  'orderedOn',
  'accountId',
  'itemId',
  'territoryId',
  'ownerId',
  'channel',
  'promotion',
  'currency',
] as const

function isSame(line: Omit<StoredLine, 'id'>, stored: StoredLine): boolean {
  return (
    compared.every((name) => line[name] === stored[name]) &&
    plain(line.quantity) === plain(stored.quantity) &&
    plain(line.amount) === plain(stored.amount)
  )
}

/** A decimal without zeros that say nothing: 012.500 is 12.5. */
function plain(text: string): string {
  const [, sign, whole, part = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text) ?? ['', '', text]
  const number = part === '' ? whole! : `${whole}.${part}`
  return /[1-9]/.test(number) ? sign! + number : number
}

/** Events parted so that no two of a part are about the same line: the later one finds what the earlier one left. */
export function inTurns<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const turns: Item[][] = []
  const seen = new Map<string, number>()
  for (const item of items) {
    const key = keyOf(item)
    const turn = seen.get(key) ?? 0
    seen.set(key, turn + 1)
    turns[turn] ??= []
    turns[turn].push(item)
  }
  return turns
}
