import { reconcileTree, type Tree, treeOf } from '@drumbeat/forecasting'
import { forecastMany } from '@drumbeat/forecasting/node'
import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import type { Bar } from './bars.ts'
import { measureStream, type StreamMeasure } from './scale-stream.ts'

/** Scale alone: a large hierarchy, a million series reckoned from twenty thousand, the stream's memory. */
export async function run(): Promise<string> {
  return scaleText(await measureScale())
}

/** What was measured; times in CPU seconds of one thread unless said otherwise. */
export interface ScaleMeasure {
  readonly reconcileSeconds: number
  /** The largest gap between a node and the sum of its children, relative to the largest value. */
  readonly incoherence: number
  /** Series really forecast by `forecastMany`, and the seconds on the clock and of CPU that took with two workers. */
  readonly many: { readonly series: number; readonly wallSeconds: number; readonly cpuSeconds: number }
  readonly stream: StreamMeasure
}

/** Measures all of it, one after the other. */
export async function measureScale(): Promise<ScaleMeasure> {
  return { ...reconciled(), many: await manyForecast(), stream: await measureStream() }
}

const [nodes, periods] = [100_000, 18]
const [sample, million, points] = [20_000, 1_000_000, 60]

/** The bars of scale. */
export function scaleBars({ reconcileSeconds, incoherence, many, stream }: ScaleMeasure): Bar[] {
  const minutes = (many.wallSeconds * million) / many.series / 60
  const growth = stream.lateMib - stream.earlyMib
  return [
    {
      about: `1,000,000 monthly series of ${points} points on 2 cores`,
      target: '<= 15 minutes',
      measured: `${minutes.toFixed(1)} minutes, reckoned from ${many.series} really forecast`,
      met: minutes <= 15,
    },
    {
      about: `reconciling ${nodes} nodes x ${periods} periods, non-negative`,
      target: '<= 1 s, coherent to 1e-9',
      measured: `${reconcileSeconds.toFixed(2)} s, ${incoherence.toExponential(0)}`,
      met: reconcileSeconds <= 1 && incoherence <= 1e-9,
    },
    {
      about: `memory of the stream after ${stream.series} series`,
      target: '<= 32 MiB more than after a quarter of them',
      measured: `${stream.earlyMib} MiB, then ${stream.lateMib} MiB`,
      met: growth <= 32,
    },
    {
      about: 'input taken while nobody reads',
      target: '<= 4 MiB',
      measured: `${(stream.takenWhileBlocked / 2 ** 20).toFixed(1)} MiB of ${(stream.bytes / 2 ** 20).toFixed(0)}`,
      met: stream.takenWhileBlocked <= 4 * 2 ** 20,
    },
  ]
}

/** The figures in sentences. */
export function scaleText({ reconcileSeconds, incoherence, many, stream }: ScaleMeasure): string {
  return [
    `${nodes} nodes x ${periods} periods, MinT structural, non-negative: ${reconcileSeconds.toFixed(2)} s, sums right to ${incoherence.toExponential(0)} of the largest value.`,
    '',
    `${many.series} simulated monthly series of ${points} points, 18 steps and two intervals by auto in 2 workers: ${many.wallSeconds.toFixed(1)} s on the clock, ${many.cpuSeconds.toFixed(1)} s of CPU, ${((1000 * many.cpuSeconds) / many.series).toFixed(2)} ms of CPU per series.`,
    '',
    `drumbeat forecast, NDJSON, ${stream.series} series, a reader that stops and goes: resident memory ${stream.earlyMib} MiB after a quarter, ${stream.lateMib} MiB at the end, ${stream.mostMib} MiB at most; while the reader stood still it took ${(stream.takenWhileBlocked / 2 ** 20).toFixed(1)} MiB of input.`,
  ].join('\n')
}

function reconciled(): Pick<ScaleMeasure, 'reconcileSeconds' | 'incoherence'> {
  const parents = Int32Array.from({ length: nodes }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 10)))
  const tree: Tree = treeOf(parents)
  const base = Float64Array.from({ length: periods * nodes }, (_, i) => ((i * 7919) % 1000) - 100)
  const begin = process.cpuUsage()
  const coherent = reconcileTree({ tree, base, columns: periods, method: 'structural', nonNegative: true })
  const { user, system } = process.cpuUsage(begin)
  const sums = new Float64Array(base.length)
  let largest = 0
  for (let i = 1; i < nodes; i++) {
    for (let h = 0; h < periods; h++) sums[parents[i]! * periods + h]! += coherent[i * periods + h]!
  }
  let gap = 0
  for (let i = 0; 10 * i + 1 < nodes; i++) {
    for (let h = 0; h < periods; h++) {
      const value = coherent[i * periods + h]!
      largest = Math.max(largest, Math.abs(value))
      gap = Math.max(gap, Math.abs(value - sums[i * periods + h]!))
    }
  }
  return { reconcileSeconds: (user + system) / 1e6, incoherence: gap / largest }
}

async function manyForecast(): Promise<ScaleMeasure['many']> {
  const series = simulatedMonths(sample)
  const begin = { cpu: process.cpuUsage(), wall: performance.now() }
  await forecastMany({ series, seasonLength: 12, horizon: 18, workers: 2 })
  const { user, system } = process.cpuUsage(begin.cpu)
  return { series: sample, wallSeconds: (performance.now() - begin.wall) / 1000, cpuSeconds: (user + system) / 1e6 }
}

/** Monthly series with a level, some trend, a season of random strength, and noise; one in four falls to intermittent. */
function simulatedMonths(count: number): Float64Array[] {
  const random = randomFrom(60)
  return Array.from({ length: count }, (_, i) => {
    const [level, trend, strength] = [10 ** (1 + 3 * random.uniform()), 0.01 * random.normal(), 0.4 * random.uniform()]
    const noise = 0.02 + 0.2 * random.uniform()
    const chance = i % 4 === 0 ? 0.15 + 0.7 * random.uniform() : 1
    return Float64Array.from({ length: points }, (_, t) => {
      const wave = 1 + strength * Math.sin((Math.PI * (t + (i % 12))) / 6)
      const value = level * Math.exp(trend * t) * wave * Math.exp(noise * random.normal())
      return random.uniform() < chance ? Math.round(value) : 0
    })
  })
}
