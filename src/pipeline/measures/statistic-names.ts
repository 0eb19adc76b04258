import type { Definition } from './definitions.ts'
import { deviation, largest, mean, quantile, smallest, sum } from './statistics.ts'

/** What is made of the values of a set of deals. */
export type Statistic = {
  word: string
  of: (values: readonly number[]) => number | null
  /** Where it is not the unit of the values. */
  unit?: Definition['unit']
}

/** The statistics by name; `p1` to `p99` are the percentiles. */
export const statistics: Record<string, Statistic> = {
  known: { word: 'Number with', of: (values) => values.length, unit: 'count' },
  sum: { word: 'Sum of', of: sum },
  average: { word: 'Mean', of: mean },
  median: { word: 'Median', of: (values) => quantile(values, 0.5) },
  largest: { word: 'Largest', of: largest },
  smallest: { word: 'Smallest', of: smallest },
  range: { word: 'Range of', of: (values) => less(largest(values), smallest(values)) },
  iqr: { word: 'Interquartile range of', of: (values) => less(quantile(values, 0.75), quantile(values, 0.25)) },
  deviation: { word: 'Sample standard deviation of', of: deviation },
  variation: { word: 'Coefficient of variation of', of: variation, unit: 'ratio' },
}

/** The statistic of a name; undefined where there is none. */
export function statisticNamed(name: string): Statistic | undefined {
  if (Object.hasOwn(statistics, name)) return statistics[name]
  const percent = /^p([1-9]\d?)$/.exec(name)?.[1]
  if (percent === undefined) return undefined
  return { word: `${percent}th percentile of`, of: (values) => quantile(values, Number(percent) / 100) }
}

function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

function variation(values: readonly number[]): number | null {
  const [spread, middle] = [deviation(values), mean(values)]
  return spread === null || !middle ? null : spread / middle
}
