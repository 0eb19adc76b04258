import { learnsFromOthers } from '@drumbeat/forecasting'
import { type Backtest, fewestValues, type Ranges } from '../accuracy.ts'
import type { Task } from '../forecast.ts'

/** By how much the ranges of a kind of series are scaled, and how many series said so. */
export type Factors = { at80: number; at95: number; series: number }

/** Of sums (families, everything, territories) and of items that sell often; ranges of intermittent items stay as they are. */
export type Widths = { sums: Factors; items: Factors }

/** Ranges as the models give them. */
export const asGiven: Widths = {
  sums: { at80: 1, at95: 1, series: 0 },
  items: { at80: 1, at95: 1, series: 0 },
}

/** One step of one backtest: how far above its mean it came out, in parts of the upper half of each range. */
export type Tried = { kind: keyof Widths; series: number; at: number; step: number; over80: number; over95: number }

/** What earlier forecasts, made to add up, say of their ranges. */
export function triedOf({
  tasks,
  backtests,
}: {
  tasks: readonly Task[]
  backtests: readonly (readonly Backtest[])[]
}): Tried[] {
  return tasks.flatMap((task, series) =>
    backtests[series]!.flatMap((backtest): Tried[] => {
      const kind = kindOf(task, backtest.at - task.from)
      if (!kind) return []
      return backtest.mean.flatMap((mean, step) => {
        const actual = task.values[backtest.at - task.from + step] ?? Number.NaN
        if (Number.isNaN(actual)) return []
        const over = (hi: number) => (actual > mean ? (actual - mean) / (hi - mean) : 0)
        return [
          {
            kind,
            series,
            at: backtest.at,
            step,
            over80: over(backtest.hi80[step]!),
            over95: over(backtest.hi95[step]!),
          },
        ]
      })
    }),
  )
}

function kindOf({ node, values }: Task, known: number): keyof Widths | null {
  if (known < fewestValues || learnsFromOthers(values.subarray(0, known))) return null
  return node.level === 'item' ? 'items' : 'sums'
}

/** Fewer series of an origin say nothing; as many count for ranges as they are. Never scaled by more. */
const [fewestSeries, trust] = [30, 30]
const [narrowest, widest] = [0.5, 2]

/**
 * By how much ranges would have had to be scaled for a tenth to come above those of 80 %, and one in forty above those of 95 %, knowing
 * what had come when `until` periods were over. Only the upper side teaches: the lower one is often cut at zero, where nothing can lie
 * below it. Only what earlier and later origins agree on counts, the lesser of the two: series of one company share a calendar.
 */
export function learnWidths(tried: readonly Tried[], until: number): Widths {
  const known = tried.filter(({ at, step }) => at + step < until)
  const factors = (kind: keyof Widths) => factorsOf(known.filter((each) => each.kind === kind))
  return { sums: factors('sums'), items: factors('items') }
}

function factorsOf(tried: readonly Tried[]): Factors {
  const origins = [...Map.groupBy(tried, ({ at }) => at)]
    .map(([at, of]) => ({ at, of, series: new Set(of.map(({ series }) => series)).size }))
    .filter(({ series }) => series >= fewestSeries)
    .sort((a, b) => a.at - b.at)
  if (origins.length < 2) return asGiven.items
  const agreed = (over: 'over80' | 'over95', share: number) => {
    const needed = origins.map(({ of, series }) => {
      const need = quantile(
        of.map((each) => each[over]).sort((a, b) => a - b),
        share,
      )
      return Math.min(widest, Math.max(narrowest, need)) ** (series / (series + trust))
    })
    const half = needed.length >> 1
    const [early, late] = [mean(needed.slice(0, half)), mean(needed.slice(half))]
    return Number((early > 1 && late > 1 ? Math.min(early, late) : Math.min(1, Math.max(early, late))).toPrecision(6))
  }
  return {
    at80: agreed('over80', 0.9),
    at95: agreed('over95', 0.975),
    series: Math.max(...origins.map(({ series }) => series)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
  return below === above ? below : below + (place - Math.floor(place)) * (above - below)
}

/** The factors for a series after so many values of it. */
export function factorsFor(task: Task, { widths, known }: { widths: Widths; known: number }): Factors | null {
  const kind = kindOf(task, known)
  return kind && widths[kind]
}

/** Ranges at the width that was learned; a bound that was cut at zero stays there, and a wider range holds a narrower one. */
export function scaled<Of extends Ranges>(ranges: Of, { at80, at95 }: Factors): Of {
  const { mean: means } = ranges
  const by = (bounds: readonly number[], factor: number) =>
    bounds.map((bound, step) => (bound === 0 ? 0 : Math.max(0, means[step]! + factor * (bound - means[step]!))))
  const [lo80, hi80] = [by(ranges.lo80, at80), by(ranges.hi80, at80)]
  return {
    ...ranges,
    ...{ lo80, hi80 },
    lo95: by(ranges.lo95, at95).map((lo, step) => Math.min(lo, lo80[step]!)),
    hi95: by(ranges.hi95, at95).map((hi, step) => Math.max(hi, hi80[step]!)),
  }
}

/** Says by how much ranges were scaled, where anybody would see it. */
export function widthInWords(factors: Factors | null): string[] {
  if (!factors) return []
  const told = ([level, factor]: [number, number]) => {
    const by = Math.round(100 * (factor - 1))
    return by === 0 ? [] : [`its ${level} % range is ${Math.abs(by)} % ${by > 0 ? 'wider' : 'narrower'}`]
  }
  const both = [...told([95, factors.at95]), ...told([80, factors.at80])].join(' and ')
  if (both === '') return []
  return [
    `${both[0]!.toUpperCase()}${both.slice(1)} than the model says, as earlier forecasts of ${factors.series} series of this company show it must be.`,
  ]
}
