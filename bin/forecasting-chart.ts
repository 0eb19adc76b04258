import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { auto } from '@drumbeat/forecasting'
import { randomFrom } from '../packages/forecasting/src/numerics/random.ts'

/** `node bin/forecasting-chart.ts`: draws packages/forecasting/forecast.svg, a forecast of `auto` for a simulated monthly series. */
const [width, height, left, bottom] = [760, 300, 48, 28]
const [known, horizon] = [60, 18]

const random = randomFrom(12)
const months = Float64Array.from({ length: known + horizon }, (_, t) =>
  Math.round((120 + 1.6 * t) * (1 + 0.25 * Math.sin((Math.PI * (t - 2)) / 6)) * Math.exp(0.07 * random.normal())),
)
const fitted = auto({ series: months.slice(0, known), seasonLength: 12, nonNegative: true })
if (fitted.kind === 'declined') throw new Error(fitted.reason)
const { mean, intervals } = fitted.forecast({ horizon, levels: [80, 95] })
const [at80, at95] = intervals
const top = Math.ceil(Math.max(...months, ...at95!.hi) / 50) * 50
writeFileSync(resolve(import.meta.dirname, '../packages/forecasting/forecast.svg'), drawn())

function drawn(): string {
  const grid = Array.from({ length: top / 50 + 1 }, (_, i) => 50 * i)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<title>Sixty months of a simulated series, and the eighteen that auto forecasts with their 80 and 95 % intervals</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...grid.map(
      (value) =>
        `<path d="M${left} ${y(value)}H${width - 8}" stroke="#e5e7eb"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end" fill="#6b7280">${value}</text>`,
    ),
    ...[1, 2, 3, 4, 5, 6].map(
      (year) =>
        `<text x="${x(12 * year - 6)}" y="${height - 8}" text-anchor="middle" fill="#6b7280">year ${year}</text>`,
    ),
    `<path d="${area(at95!.lo, at95!.hi)}" fill="#dbeafe"/>`,
    `<path d="${area(at80!.lo, at80!.hi)}" fill="#93c5fd"/>`,
    `<path d="${line(months.slice(0, known), 0)}" fill="none" stroke="#111827" stroke-width="1.5"/>`,
    `<path d="${line([months[known - 1]!, ...mean], known - 1)}" fill="none" stroke="#1d4ed8" stroke-width="2"/>`,
    ...Array.from(
      months.slice(known),
      (value, h) => `<circle cx="${x(known + h)}" cy="${y(value)}" r="2.5" fill="#fff" stroke="#111827"/>`,
    ),
    `<text x="${left + 8}" y="18" fill="#374151">black: known · blue: forecast, 80 and 95 % intervals · circles: what then came</text>`,
    '</svg>\n',
  ].join('\n')
}

function line(values: ArrayLike<number>, from: number): string {
  return `M${Array.from(values, (value, i) => `${x(from + i)} ${y(value)}`).join('L')}`
}

function area(lo: Float64Array, hi: Float64Array): string {
  const back = Array.from(lo, (value, h) => `${x(known + h)} ${y(value)}`).reverse()
  return `${line(hi, known)}L${back.join('L')}Z`
}

function x(t: number): number {
  return Math.round(10 * (left + ((width - left - 12) * t) / (known + horizon - 1))) / 10
}

function y(value: number): number {
  return Math.round(10 * (height - bottom - ((height - bottom - 24) * value) / top)) / 10
}
