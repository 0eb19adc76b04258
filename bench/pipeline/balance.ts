import { formatDay } from '@drumbeat/periods'
import { questionOf } from '#pipeline/view/view.ts'
import { waterfall } from '#pipeline/waterfall/waterfall.ts'
import { randomFrom, syntheticHistory, today } from './synthetic.ts'

const pairs = 10_000

/** Balances 10,000 waterfalls of random days, scopes, periods and knowledge over 5,000 deals; fails at the first cent. */
export async function run(): Promise<string> {
  const current = syntheticHistory({ deals: 5_000, changes: 20, seed: 3 })
  const scope = { userId: '', role: '', personId: null, sees: { deals: 'all', quotas: 'all', orders: 'all' } }
  const next = randomFrom(9)
  const people = current.reference.people
  const moved = new Set<string>()
  for (let round = 0; round < pairs; round++) {
    const [from, to] = [today - Math.floor(next() * 1200), today - Math.floor(next() * 1200)].sort((a, b) => a - b)
    const view = {
      asOf: formatDay(to!),
      ...(next() < 0.6 && { person: people[Math.floor(next() * people.length)]!.id }),
      ...(next() < 0.5 && { grain: 'quarter' as const, on: formatDay(today - Math.floor(next() * 1200)) }),
      ...(next() < 0.3 && { known: 'then' as const }),
    }
    const question = questionOf(current, scope as never, { view, today: formatDay(today), splits: [] })
    const { opening, bars, closing } = waterfall(question, { from: from!, to: to! })
    const sum = bars.reduce((total, bar) => total + bar.amountMinor, opening.amountMinor)
    if (sum !== closing.amountMinor) {
      throw new Error(`${JSON.stringify(view)} from ${formatDay(from!)}: ${sum} is not ${closing.amountMinor}.`)
    }
    for (const { bar, deals } of bars) if (deals > 0) moved.add(bar)
  }
  return `${pairs.toLocaleString('en-US')} waterfalls balance to the cent; bars met: ${[...moved].join(', ')}.`
}
