import type { PackPart } from './contract.ts'

type Chart = Extract<PackPart, { kind: 'chart' }>

const colours = ['#4a43c9', '#b9bccb', '#0f9488', '#d0662b']
const size = { width: 760, height: 260, left: 64, bottom: 34, top: 26 }

/** A chart of grouped columns from zero, as SVG text: for paper, where nothing hovers. */
export function columnsSvg({ labels, series, unit }: Chart, locale: string): string {
  const { width, height, left, bottom, top } = size
  const most = Math.max(1, ...series.flatMap(({ values }) => values))
  const step = niceStep(most / 4)
  const ceiling = Math.ceil(most / step) * step
  const y = (value: number) => top + (height - top - bottom) * (1 - Math.max(0, value) / ceiling)
  const slot = (width - left) / Math.max(1, labels.length)
  const bar = (slot * 0.76) / series.length
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const lines = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, at) => at * step).map(
    (value) =>
      `<line x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="#e5e6eb" stroke-width="1"/><text x="${left - 8}" y="${y(value) + 3}" text-anchor="end" font-size="9" fill="#5b6270">${short.format(value)}</text>`,
  )
  const bars = series.flatMap(({ values }, nth) =>
    values.map((value, at) => {
      const x = left + at * slot + slot * 0.12 + nth * bar
      return `<rect x="${x.toFixed(1)}" y="${y(value).toFixed(1)}" width="${Math.max(1, bar - 1).toFixed(1)}" height="${(height - bottom - y(value)).toFixed(1)}" fill="${colours[nth % colours.length]}"/>`
    }),
  )
  const every = Math.ceil(labels.length / 12)
  const names = labels.map((label, at) =>
    at % every === 0
      ? `<text x="${(left + at * slot + slot / 2).toFixed(1)}" y="${height - bottom + 14}" text-anchor="middle" font-size="9" fill="#5b6270">${escaped(label)}</text>`
      : '',
  )
  const keys = series.map(
    ({ name }, nth) =>
      `<rect x="${left + nth * 150}" y="4" width="10" height="10" fill="${colours[nth % colours.length]}"/><text x="${left + nth * 150 + 15}" y="13" font-size="10" fill="#191b22">${escaped(name)} (${escaped(unit)})</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${[...lines, ...bars, ...names, ...keys].join('')}</svg>`
}

/** A round step of 1, 2 or 5 times a power of ten, no smaller than asked. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least)!
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
