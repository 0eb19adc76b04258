import { parseDay } from '@drumbeat/periods'
import type { Need } from '#platform/need.ts'
import type { Written } from '#platform/numbers/written.ts'
import type { DriftNews } from './drift/schema.ts'
import type { Attention } from './schema.ts'

/** Orders older than this many days deserve a question. */
const STALE_DAYS = 35

/** Order lines that stopped coming. */
export function needsOfOrders(asked: {
  ordersThrough: string | null
  today: string
  mayImport: boolean
  written: Written
}): Need[] {
  const { ordersThrough, today, mayImport, written } = asked
  if (!ordersThrough) return []
  const days = parseDay(today)! - parseDay(ordersThrough)!
  if (days <= STALE_DAYS) return []
  return [
    {
      kind: 'stale orders',
      weight: 4,
      title: `The newest order line is ${written.number(days)} days old`,
      reason: 'Forecasts begin where the orders end.',
      amountMinor: null,
      action: mayImport ? { label: 'Import newer orders', to: '/imports' } : { label: 'See the demand', to: '/demand' },
    },
  ]
}

/** What is not as it was, and open. */
export function needsOfDrift(drift: readonly DriftNews[]): Need[] {
  return drift.map(({ kind, sentence, reason, key }) => ({
    kind: 'drift',
    weight: kind === 'feed' ? 5 : 3,
    title: sentence.replace(/\.$/, ''),
    reason,
    amountMinor: null,
    action: { label: 'See what changed', to: `/demand?node=${key}&tab=changes` },
  }))
}

/** Items whose forecast deserves a look. */
export function needsOfDemand(items: readonly Attention[], written: Written): Need[] {
  return items.map((item) => ({
    ...wordsOf(item, written),
    amountMinor: null,
    action: { label: 'Review the forecast', to: `/demand?node=${item.key}` },
  }))
}

function wordsOf(
  { kind, name, value, against }: Attention,
  written: Written,
): Pick<Need, 'kind' | 'weight' | 'title' | 'reason'> {
  const { percent } = written
  switch (kind) {
    case 'accuracy':
      return {
        kind: 'accuracy',
        weight: 3,
        title: `The forecast of ${name} does worse than repeating the past`,
        reason: `It was off by ${percent(value ?? 0, 1)} where a naive forecast was off by ${percent(against ?? 0, 1)}.`,
      }
    case 'bias':
      return {
        kind: 'bias',
        weight: 3,
        title: `${name} is forecast too ${(value ?? 0) > 0 ? 'high' : 'low'}`,
        reason: biasWords(value ?? 0, written),
      }
    case 'change':
      return {
        kind: 'moved',
        weight: 3,
        title: `The forecast of ${name} moved by ${percent(value ?? 0)}`,
        reason: 'Since the previous run, over the next periods.',
      }
    case 'new':
      return { kind: 'life', weight: 1, title: `${name} is new`, reason: 'Its forecast rests on few months.' }
    case 'ending':
      return {
        kind: 'life',
        weight: 1,
        title: `${name} is ending`,
        reason: 'Its forecast stops with its last active day.',
      }
  }
}

/** Where next to nothing was sold, per cent of it say little. */
function biasWords(bias: number, { number, percent }: Written): string {
  if (bias > 3) return `Much more was expected than sold; the forecast was ${number(bias + 1)} times the sales.`
  return `On balance by ${percent(Math.abs(bias))} of what was sold.`
}
