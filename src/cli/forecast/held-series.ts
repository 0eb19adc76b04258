import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A series that waits. */
export interface Held {
  readonly id: string
  readonly values: Float64Array
}

/** Series that wait for the end of the input, in the order they came. */
export interface HeldSeries {
  readonly count: number
  add(series: Held): void
  all(): AsyncIterable<Held>
  /** Gives back what lies on disk. */
  dispose(): void
}

/** Holds up to `most` values (8 MiB) in memory; what more comes lies in a temporary file, one line a series. */
export function heldSeries(most = 1_000_000): HeldSeries {
  const early: Held[] = []
  let [count, values] = [0, 0]
  let late: number | undefined
  return {
    get count() {
      return count
    },
    add(series) {
      count++
      values += series.values.length
      if (late === undefined && values <= most) {
        early.push(series)
        return
      }
      late ??= onDisk()
      writeSync(late, lineOf(series))
    },
    async *all() {
      yield* early
      if (late === undefined) return
      const input = createReadStream('', { fd: late, start: 0, autoClose: false })
      for await (const line of createInterface({ input, crlfDelay: 0 })) yield seriesOf(line)
    },
    dispose() {
      if (late !== undefined) closeSync(late)
      late = undefined
    },
  }
}

/** A file without a name: nothing of it is left, however the process ends. */
function onDisk(): number {
  const folder = mkdtempSync(join(tmpdir(), 'drumbeat-held-'))
  const file = openSync(join(folder, 'series'), 'w+')
  rmSync(folder, { recursive: true })
  return file
}

/** JSON in ASCII, so that no character of an id ends a line; a missing value is null. */
function lineOf({ id, values }: Held): string {
  const name = JSON.stringify(id).replace(/[^ -~]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `[${name},${JSON.stringify(Array.from(values))}]\n`
}

function seriesOf(line: string): Held {
  const [id, values] = JSON.parse(line) as [string, (number | null)[]]
  return { id, values: Float64Array.from(values, (value) => value ?? Number.NaN) }
}
