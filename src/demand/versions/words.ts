import type { Written } from '#platform/numbers/written.ts'
import type { PeriodExplained, Split } from './schema.ts'

type Write = (value: number) => string

/** Says what moved a forecast, in one sentence, the largest part first. */
export function changeInWords(
  { name, change, periods }: { name: string; change: Split; periods: string },
  write: Write,
): string {
  const by = change.now - change.before
  const parts = [
    ['order lines', change.data],
    ['models fitted anew', change.model],
    ['market signals', change.signal],
    ['promotions', change.promotion],
    ['new items', change.newItem],
    ['what was set by hand', change.override],
  ] as const
  const told = parts
    .filter(([, value]) => Math.abs(value) >= 0.05)
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([words, value]) => `${signed(value, write)} by ${words}`)
  if (told.length === 0) return `${name}: nothing moved in ${periods}.`
  return `${name}: ${signed(by, write)} in ${periods}: ${told.join(', ')}.`
}

/** Says what the next period is made of, as planners read it. */
export function madeOfInWords(
  next: PeriodExplained,
  { write, percent }: { write: Write; percent: Written['percent'] },
): string {
  const { label, level, trend, season, addingUp, orders, signals, promotions, newItems, override, planned } = next
  const share = (value: number) =>
    level > 0 ? signed(value / level, (part) => percent(part, 1)) : signed(value, write)
  const told = [
    `level ${write(level)}`,
    ...relevant(trend, level, `trend ${share(trend)}`),
    ...relevant(season, level, `season ${share(season)}`),
    ...relevant(addingUp, level, `made to add up ${signed(addingUp, write)}`),
    ...relevant(orders, level, `orders of the running period ${signed(orders, write)}`),
    ...relevant(signals, level, `market signals ${signed(signals, write)}`),
    ...relevant(promotions, level, `promotions ${signed(promotions, write)}`),
    ...relevant(newItems, level, `new items ${signed(newItems, write)}`),
    ...relevant(override, level, `set by hand ${signed(override, write)}`),
  ]
  return `${label}: ${write(planned)} = ${told.join(', ')}.`
}

/** Parts that would be written as nothing are left out of the sentence. */
function relevant(value: number, level: number, words: string): string[] {
  return Math.abs(value) > 0.0005 * Math.max(1, Math.abs(level)) ? [words] : []
}

function signed(value: number, write: Write): string {
  return `${value < 0 ? '−' : '+'}${write(Math.abs(value))}`
}
