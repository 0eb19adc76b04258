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
  /** Removes what lies on disk. */
  dispose(): void
}

/** Holds up to `most` values (32 MiB) in memory; what more comes lies in a temporary file, one line a series. */
export function heldSeries(most = 4_000_000): HeldSeries {
  const early: Held[] = []
  let [count, values] = [0, 0]
  let late: { folder: string; file: string; open: number } | undefined
  return {
    get count() {
      return count
    },
    add(series) {
      count++
      values += series.values.length
      if (!late && values <= most) {
        early.push(series)
        return
      }
      late ??= onDisk()
      writeSync(late.open, lineOf(series))
    },
    async *all() {
      yield* early
      if (!late) return
      for await (const line of createInterface({ input: createReadStream(late.file), crlfDelay: 0 }))
        yield seriesOf(line)
    },
    dispose() {
      if (!late) return
      closeSync(late.open)
      rmSync(late.folder, { recursive: true })
      late = undefined
    },
  }
}

function onDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'drumbeat-held-'))
  const file = join(folder, 'series')
  return { folder, file, open: openSync(file, 'w') }
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
