import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readM3 } from './m3-series.ts'

/** An M3 series with its place in time: `first` counts periods (months, quarters or years) from year 0. */
export interface DatedSeries {
  readonly id: string
  readonly category: string
  readonly seasonLength: number
  readonly first: number
  /** History and what came after in one. */
  readonly values: Float64Array
}

/** All M3 series that say when they begin. */
export function readDatedM3(folder: string): DatedSeries[] {
  const [, ...rows] = gunzipSync(readFileSync(resolve(folder, 'meta.csv.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
  const about = new Map(rows.map((row) => [row.split(',')[0]!, row.split(',')]))
  return readM3(folder).flatMap(({ id, seasonLength, history, actual }) => {
    const [, category = '', , , , , start = ''] = about.get(id)!
    const [year = 0, place = 1] = start.split('-').map(Number)
    if (!(year > 1000)) return []
    return [
      {
        id,
        category,
        seasonLength,
        first: year * seasonLength + place - 1,
        values: Float64Array.of(...history, ...actual),
      },
    ]
  })
}
