import type { Written } from '#platform/numbers/written.ts'
import type { Grain } from '../schema.ts'
import type { Droppable, ValueAdded } from './schema.ts'

/** An override of a period that is over, with what came; how far ahead and by whom it was set, where that is asked. */
export type Measured = {
  key: string
  contributor?: string | undefined
  lag?: number | undefined
  actual: number
  statistical: number
  value: number
}

/** Fewer overrides than this have no interval. */
const fewest = 3

/** Student's t at 90 % (one side) by degrees of freedom; beyond the table the normal's. */
const t90 = [0, 3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341]

/**
 * Forecast value added by whoever set overrides (or any other key): the WAPE of the statistical forecast minus that of the override.
 * The interval is Student's over the single gains, so a few lucky ones prove nothing.
 */
export function valueAdded(measured: readonly Measured[]): ValueAdded[] {
  return [...Map.groupBy(measured, ({ key }) => key)]
    .map(([key, of]) => summed(key, of))
    .sort((a, b) => (b.points ?? 0) - (a.points ?? 0))
}

/** From so many periods ahead on, overrides are taken together. */
const farthest = 12

/** How many periods ahead of its own an override was set, as far as they are told apart, and that in words. */
export function lagOf({ grain, periods }: { grain: Grain; periods: number }): { lag: number; words: string } {
  const lag = Math.min(farthest, Math.max(0, periods))
  if (lag === 0) return { lag, words: `in the ${grain}` }
  if (lag === farthest) return { lag, words: `${lag} or more ${grain}s ahead` }
  return { lag, words: `${lag} ${grain}${lag === 1 ? '' : 's'} ahead` }
}

/** Orders what overrides were worth by contributor, and each by how far ahead they were set. */
export function byLag(a: Lagged, b: Lagged): number {
  return (a.contributor ?? '').localeCompare(b.contributor ?? '') || a.lag! - b.lag!
}

type Lagged = Pick<ValueAdded, 'contributor' | 'lag'>

/** Overrides to come whose author's overrides of that family were shown to make forecasts worse, and by how much. */
export function toDrop(
  toCome: readonly (Omit<Droppable, 'why'> & { key: string })[],
  { worth, number }: { worth: readonly ValueAdded[] } & Pick<Written, 'number'>,
): Droppable[] {
  const hurting = new Map(worth.filter(({ verdict }) => verdict === 'hurts').map((each) => [each.key, each]))
  return toCome.flatMap(({ key, ...override }) => {
    const found = hurting.get(key)
    if (!found) return []
    return [
      {
        ...override,
        why: `${number(found.overrides)} overrides of ${key} cost ${number(-100 * found.points!, 1)} points of accuracy.`,
      },
    ]
  })
}

function summed(key: string, of: readonly Measured[]): ValueAdded {
  const held = of.reduce((sum, { actual }) => sum + Math.abs(actual), 0)
  const { contributor = null, lag = null } = of[0]!
  const nothing = { key, contributor, lag, overrides: of.length, lo: null, hi: null, verdict: "we can't tell" } as const
  if (held === 0) return { ...nothing, statisticalWape: null, overrideWape: null, points: null }
  const miss = (pick: (each: Measured) => number) =>
    of.reduce((sum, each) => sum + Math.abs(each.actual - pick(each)), 0)
  const statisticalWape = miss(({ statistical }) => statistical) / held
  const overrideWape = miss(({ value }) => value) / held
  const points = statisticalWape - overrideWape
  const figures = { statisticalWape, overrideWape, points }
  if (of.length < fewest) return { ...nothing, ...figures }
  const gains = of.map(({ actual, statistical, value }) => Math.abs(actual - statistical) - Math.abs(actual - value))
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1))
  const half = (((t90[gains.length - 1] ?? 1.2816) * deviation) / Math.sqrt(gains.length)) * (gains.length / held)
  const [lo, hi] = [points - half, points + half]
  return { ...nothing, ...figures, lo, hi, verdict: lo > 0 ? 'helps' : hi < 0 ? 'hurts' : "we can't tell" }
}
