import { digestOf, type ReadRecord, recordReader } from '../../events/record.ts'
import { DealEvent, saidNames } from './event.ts'

/** An event with what names its content. */
export type NamedDealEvent = { event: DealEvent; digest: string }
export type DealRecord = ReadRecord<NamedDealEvent>

/** Reads one record of deal events. */
export const readDealRecord = recordReader<DealEvent, NamedDealEvent>({
  schema: DealEvent,
  lacks: (event) => {
    if (event.action === 'remove' || saidOf(event)) return null
    return {
      message: 'It says nothing of the deal.',
      wayOut: 'Send at least one field; a deal that was deleted takes the action remove.',
    }
  },
  named: (event) => ({ event, digest: digestOf(inOrder(event), saidNames) }),
  wayOutOf: {
    at: 'Send the instant with its offset, as in 2026-11-30T09:15:00Z.',
    expectedClose: 'Send the day alone, as in 2026-11-30.',
    closedOn: 'Send the day alone, as in 2026-11-30.',
    amount: 'Send the number alone, with a point before the decimals and without a currency sign.',
    'lines.0.quantity': 'Send plain numbers, with a point before the decimals.',
    category: 'Use pipeline, best case, commit, closed or omitted.',
  },
  onePer: 'deal event',
})

const about: readonly string[] = ['key', 'action', 'deal', 'at', 'pipeline', 'reason']

function saidOf(event: DealEvent): boolean {
  return Object.entries(event).some(([name, said]) => said !== undefined && !about.includes(name))
}

/** The order in which kept fields were sent says nothing. */
function inOrder(event: DealEvent): DealEvent {
  if (!event.fields) return event
  const fields = Object.fromEntries(Object.entries(event.fields).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...event, fields }
}
