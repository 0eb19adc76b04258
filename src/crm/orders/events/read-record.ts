import { digestOf, type ReadRecord, recordReader } from '../../events/record.ts'
import { identityOf, saidNames } from './digest.ts'
import { OrderEvent } from './event.ts'
import { plainEvent } from './plain-event.ts'

/** An event with what names its content (`digest`) and its line (`identity`). */
export type NamedEvent = { event: OrderEvent; digest: string; identity: string }
export type OrderRecord = ReadRecord<NamedEvent>

/** Reads one record of order events. */
export const readOrderRecord = recordReader<OrderEvent, NamedEvent>({
  schema: OrderEvent,
  plain: plainEvent,
  lacks: (event) => {
    const missing = event.action === 'cancel' ? [] : needed.filter((name) => event[name] === undefined)
    if (missing.length === 0) return null
    return {
      message: `To ${event.action} a line takes ${missing.join(', ')}.`,
      wayOut: 'Send what is missing; a line that was called off takes the action cancel.',
    }
  },
  named: (event) => ({ event, digest: digestOf(event, saidNames), identity: identityOf(event) }),
  wayOutOf: { orderedOn: "Send the day alone, as in 2026-11-30, by the company's own calendar." },
  onePer: 'order line',
})

const needed = ['orderedOn', 'item', 'quantity', 'amount'] as const
