import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** One series of the M3 competition: what was known, and what came after. */
export interface CompetitionSeries {
  readonly id: string
  readonly period: string
  readonly seasonLength: number
  readonly history: Float64Array
  readonly actual: Float64Array
}

/** The folder of the M3 files, or undefined when the test data are not on this machine. */
export function m3Folder(): string | undefined {
  const root = process.env.DRUMBEAT_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
  const folder = resolve(root, 'm3')
  return existsSync(resolve(folder, 'train.csv.gz')) ? folder : undefined
}

/** Reads all 3,003 series. */
export function readM3(folder: string): CompetitionSeries[] {
  const histories = readValues(resolve(folder, 'train.csv.gz'))
  const actuals = readValues(resolve(folder, 'test.csv.gz'))
  const [, ...rows] = gunzipSync(readFileSync(resolve(folder, 'meta.csv.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
  return rows.map((row) => {
    const [id = '', , period = '', m] = row.split(',')
    return { id, period, seasonLength: Number(m), history: histories.get(id)!, actual: actuals.get(id)! }
  })
}

/** Every `step`-th series of each period, beginning at a place drawn from the seed. */
export function sampleOf(
  series: readonly CompetitionSeries[],
  given: { step: number; seed: number },
): CompetitionSeries[] {
  return series.filter((_, i) => (i + given.seed * 7919) % given.step === 0)
}

function readValues(file: string): Map<string, Float64Array> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
  const values = new Map<string, number[]>()
  for (const line of lines.slice(1)) {
    const [id = '', , y] = line.split(',')
    const list = values.get(id)
    if (list) list.push(Number(y))
    else values.set(id, [Number(y)])
  }
  return new Map([...values].map(([id, list]) => [id, Float64Array.from(list)]))
}
