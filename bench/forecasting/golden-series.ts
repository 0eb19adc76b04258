import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'

/** A series of the golden run, with the season it is forecast at. */
export interface GoldenSeries {
  readonly name: string
  readonly seasonLength: number
  readonly values: Float64Array
}

/** Series of every pattern the engine tells apart, made from a seed: seasons, trends, breaks, gaps, zeros, signs, scales. */
export function goldenSeries(seed: number): GoldenSeries[] {
  const shapes: [name: string, seasonLength: number, length: number, at: (t: number, noise: number) => number][] = [
    ['months, growing', 12, 72, (t, e) => 200 * 1.01 ** t * (1 + 0.3 * Math.sin(t / 1.9)) * (1 + 0.05 * e)],
    ['months, additive', 12, 50, (t, e) => 20 + t + 30 * Math.cos((t * Math.PI) / 6) + 4 * e],
    ['months, short', 12, 27, (t, e) => 80 + 20 * ((t % 12) / 12) + 5 * e],
    ['months, level shift', 12, 60, (t, e) => (t < 30 ? 100 : 160) + 5 * e],
    ['months, outlier', 12, 48, (t, e) => (t === 33 ? 900 : 120) + 6 * e],
    ['months, wild last value', 12, 36, (t, e) => (t === 35 ? 5000 : 130) + 6 * e],
    ['months, gaps', 12, 60, (t, e) => (t % 11 === 4 ? Number.NaN : 300 + 2 * t + 9 * e)],
    ['quarters', 4, 40, (t, e) => 500 + 10 * t + [40, -20, 10, -30][t % 4]! * (1 + t / 20) + 12 * e],
    ['quarters, short', 4, 10, (t, e) => 90 + [10, -5, 5, -10][t % 4]! + 2 * e],
    ['years', 1, 22, (t, e) => 1000 * 1.05 ** t * (1 + 0.03 * e)],
    ['years, falling', 1, 15, (t, e) => 400 - 15 * t + 10 * e],
    ['weeks', 52, 160, (t, e) => 700 + 200 * Math.sin((2 * Math.PI * t) / 52) + 30 * e],
    ['days', 7, 120, (t, e) => 50 + [10, 12, 9, 11, 20, -20, -25][t % 7]! + 3 * e],
    ['hours', 24, 500, (t, e) => 30 + 10 * Math.sin((2 * Math.PI * t) / 24) + ((t / 24) % 7 > 5 ? -8 : 0) + e],
    ['quarter closed', 12, 48, (t, e) => (t % 12 < 3 ? 0 : 60 + 3 * e)],
    ['intermittent', 12, 60, (t, e) => ((t * 7) % 5 === 0 ? Math.max(1, Math.round(4 + 2 * e)) : 0)],
    ['lumpy', 1, 48, (t, e) => ((t * 5) % 7 < 2 ? Math.max(1, Math.round(Math.exp(2 + e))) : 0)],
    ['fading', 1, 60, (t, e) => (e > -1 + t / 20 ? Math.max(1, Math.round(3 + e)) : 0)],
    ['ended', 1, 60, (t, e) => (t < 40 && e > 0 ? 2 : 0)],
    ['negative', 4, 30, (t, e) => -20 + 30 * Math.sin(t) + 5 * e],
    ['tiny', 12, 40, (t, e) => 1e-9 * (5 + Math.sin(t) + 0.2 * e)],
    ['huge', 12, 40, (t, e) => 1e14 * (5 + Math.sin(t) + 0.2 * e)],
    ['constant', 12, 30, () => 7],
    ['line', 1, 24, (t) => 10 + 3 * t],
    ['four values', 1, 4, (t, e) => 10 + t + e],
    ['one value', 12, 1, () => 42],
  ]
  return shapes.map(([name, seasonLength, length, at], i) => {
    const random = randomFrom(seed + i)
    return { name, seasonLength, values: Float64Array.from({ length }, (_, t) => at(t, random.normal())) }
  })
}
