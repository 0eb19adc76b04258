import type { z } from 'zod'
import type { questionsContract } from '../contract.ts'

type Step = z.output<typeof questionsContract.pegging.reply>['steps'][number]

/** What serves, with the month it comes from and the one in which it arrives. */
export function fromWords({ kind, period, arrives, with: maker }: Step['from'], labels: readonly string[]): string {
  if (kind === 'stock') return 'stock at the start'
  if (kind === 'on order') return `on order, arrives ${labels[arrives - 1]}`
  const then = arrives === period ? '' : `, arrives ${labels[arrives - 1]}`
  if (kind === 'beside') return `comes with ${maker}, made ${labels[period - 1]}${then}`
  return `${kind === 'bought' ? 'ordered' : 'made'} ${labels[period - 1]}${then}`
}

/** What is served, and when. */
export function toWords({ kind, period, by }: Step['to'], labels: readonly string[]): string {
  return kind === 'sold' ? `sold ${labels[period - 1]}` : `used for ${by} in ${labels[period - 1]}`
}

/** Where what is sold comes from, or where a supply goes, in shares. */
export function shareWords(
  steps: readonly Step[],
  say: {
    item: string
    direction: 'down' | 'up'
    percent: (share: number) => string
    number: (value: number) => string
  },
): string {
  const { item, direction, percent, number } = say
  const first = steps.filter(({ depth }) => depth === 0)
  const total = first.reduce((sum, { quantity }) => sum + quantity, 0)
  if (total === 0)
    return direction === 'down' ? `Nothing of ${item} is sold then.` : `Nothing of ${item} serves anybody then.`
  const kinds = Map.groupBy(first, ({ from, to }) => (direction === 'down' ? nounOf[from.kind] : toNoun(to)))
  const parts = [...kinds]
    .map(([kind, some]) => ({ kind, share: some.reduce((sum, { quantity }) => sum + quantity, 0) / total }))
    .sort((a, b) => b.share - a.share)
  const words = parts.slice(0, 5).map(({ kind, share }) => `${percent(share)} ${kind}`)
  const more = parts.length > 5 ? [`${parts.length - 5} more`] : []
  return direction === 'down'
    ? `${number(Math.round(total))} units of ${item} are sold: ${[...words, ...more].join(', ')}.`
    : `${number(Math.round(total))} units of ${item} serve: ${[...words, ...more].join(', ')}.`
}

const nounOf = {
  stock: 'from stock',
  'on order': 'from orders under way',
  made: 'newly made',
  bought: 'newly ordered',
  beside: 'by-products',
  sold: 'sold',
  used: 'used',
}

function toNoun({ kind, by }: Step['to']): string {
  return kind === 'sold' ? 'sold as they are' : `for ${by}`
}
