import { auto, mean, naive, type Values } from '@drumbeat/forecasting'
import { m3Folder, readM3 } from './m3-series.ts'

const horizon = 6
const step = 17

interface Tally {
  readonly errors: Record<'auto' | 'mean' | 'naive', number>
  covered: number
  count: number
}

/** Cuts of M3 of two to seven values, six periods ahead: auto beside the mean and the last value, and what its 95 % intervals cover. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const all = readM3(folder)
  const lines = ['yearly', 'quarterly', 'monthly', 'other'].flatMap((period) => {
    const series = all.filter((each) => each.period === period)
    return [2, 3, 4, 5, 6, 7].map((known) => {
      const tally: Tally = { errors: { auto: 0, mean: 0, naive: 0 }, covered: 0, count: 0 }
      for (const { history, seasonLength } of series) {
        for (let from = 0; from + known + horizon <= history.length; from += step) {
          const past = history.subarray(from, from + known)
          score(tally, { past, coming: history.subarray(from + known, from + known + horizon), seasonLength })
        }
      }
      const of = (name: keyof Tally['errors']) => (tally.errors[name] / tally.count / horizon).toFixed(2)
      const covers = ((100 * tally.covered) / tally.count / horizon).toFixed(1)
      return `| ${period} | ${known} | ${tally.count} | ${of('auto')} | ${of('mean')} | ${of('naive')} | ${covers} |`
    })
  })
  return [
    '| period | values known | cuts | auto | mean | naive | 95 % covers |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    'sMAPE over six periods.',
  ].join('\n')
}

function score(tally: Tally, { past, coming, seasonLength }: { past: Values; coming: Values; seasonLength: number }) {
  const fits = { auto: auto({ series: past, seasonLength }), mean: mean().fit(past), naive: naive().fit(past) }
  tally.count++
  for (const [name, fitted] of Object.entries(fits) as [keyof Tally['errors'], (typeof fits)['auto']][]) {
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const forecast = fitted.forecast({ horizon, levels: [95] })
    for (let h = 0; h < horizon; h++) {
      const [point, actual] = [forecast.mean[h]!, Number(coming[h])]
      tally.errors[name] += (200 * Math.abs(point - actual)) / (Math.abs(point) + Math.abs(actual))
      const { lo, hi } = forecast.intervals[0]!
      if (name === 'auto' && actual >= lo[h]! && actual <= hi[h]!) tally.covered++
    }
  }
}
