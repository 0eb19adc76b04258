import type { NoDemandReason } from './schema.ts'

const words: Partial<Record<NoDemandReason, string[]>> = {
  postage: [
    'postage',
    'shipping',
    'freight',
    'delivery charge',
    'porto',
    'versand',
    'fracht',
    'frais de port',
    'envío',
    'spedizione',
  ],
  fee: [
    'fee',
    'fees',
    'charge',
    'charges',
    'commission',
    'surcharge',
    'handling',
    'gebühr',
    'zuschlag',
    'bank charges',
    'deposit',
  ],
  adjustment: [
    'adjust',
    'adjustment',
    'correction',
    'rounding',
    'discount',
    'voucher',
    'gift card',
    'manual',
    'rabatt',
    'gutschein',
    'bad debt',
  ],
  sample: ['sample', 'samples', 'specimen', 'muster', 'échantillon'],
}

/** Words in names and codes of items that are seldom demand, with what they usually mean. Whole words only. */
export const noDemandWords = Object.entries(words).flatMap(([reason, list]) =>
  list.map((word) => ({ word, reason: reason as NoDemandReason })),
)
