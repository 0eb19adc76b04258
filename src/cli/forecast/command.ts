import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { csvRecords } from './csv-records.ts'
import { csvField, forecastRows, outputHeader } from './forecast-rows.ts'
import { ndjsonRecords } from './ndjson-records.ts'
import { type ForecastOptions, forecastHelp, readArguments } from './options.ts'
import { relatedSeries } from './related-series.ts'
import { readHeader, type SeriesGroup, type SeriesGroups, seriesGroups, shown } from './series-groups.ts'

/** Where the command reads and writes; the process's own streams unless a caller brings others. */
export interface Streams {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/**
 * Runs `drumbeat forecast`; the answer is the exit code. Series that learn from each other wait for the end of the input, on disk where
 * they are many; otherwise it holds one series at a time. It waits for its readers.
 */
export async function runForecastCommand(argv: readonly string[], streams: Streams = process): Promise<number> {
  const read = readArguments(argv)
  if (read.kind === 'help') {
    streams.stdout.write(forecastHelp)
    return 0
  }
  if (read.kind === 'problem') {
    streams.stderr.write(`${read.problem}\nSee drumbeat forecast --help.\n`)
    return 2
  }
  return forecastStream(read.options, streams)
}

async function forecastStream(options: ForecastOptions, { stdin, stdout, stderr }: Streams): Promise<number> {
  const out = sink(stdout)
  const timing = options.timing === undefined ? undefined : sink(createWriteStream(options.timing))
  const notes = options.notes === undefined ? undefined : sink(createWriteStream(options.notes))
  const related = relatedSeries(options)
  let leftOut = 0
  async function emit(group: SeriesGroup): Promise<void> {
    const begin = performance.now()
    const traits = related.traits()
    const rows = group.kind === 'series' ? forecastRows({ ...group, options, traits }) : undefined
    const spent = performance.now() - begin
    if (rows?.kind === 'rows') {
      await out.write(rows.text)
      await timing?.write(`${csvField(group.id)},${spent.toFixed(3)}\n`)
      if (rows.notes !== '') await notes?.write(`${csvField(group.id)},${csvField(rows.notes)}\n`)
      return
    }
    leftOut++
    const why = group.kind === 'left out' ? group.problem : `series ${shown(group.id)}: ${rows?.reason}`
    stderr.write(`${why} The series is left out.\n`)
  }
  async function take(group: SeriesGroup | undefined): Promise<void> {
    if (group && !(group.kind === 'series' && related.holds(group))) await emit(group)
  }
  try {
    await timing?.write('unique_id,ms\n')
    await notes?.write('unique_id,note\n')
    const isForecast = options.learnTraits === undefined
    if (isForecast && options.format === 'csv') await out.write(outputHeader(options.levels))
    const refused = await readGroups(stdin, options, take)
    if (refused !== undefined) {
      stderr.write(`${refused}\n`)
      return 1
    }
    if (!isForecast) return saidOf(related.save(), leftOut, stderr)
    for await (const series of related.held()) await emit({ kind: 'series', ...series })
    await out.flush()
    return leftOut > 0 ? 3 : 0
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code !== 'EPIPE') stderr.write(`${error.message}\n`)
    return 1
  } finally {
    related.dispose()
    await timing?.close()
    await notes?.close()
  }
}

function saidOf(problem: string | undefined, leftOut: number, stderr: Writable): number {
  if (problem === undefined) return leftOut > 0 ? 3 : 0
  stderr.write(`${problem}\n`)
  return 1
}

/** Reads the input to its end, handing on each series; the answer says why the input was refused, if it was. */
async function readGroups(
  stdin: Readable,
  { format, frequency, seasonLength }: ForecastOptions,
  emit: (group: SeriesGroup | undefined) => Promise<void>,
): Promise<string | undefined> {
  const decoder = new TextDecoder()
  const records = format === 'ndjson' ? ndjsonRecords() : csvRecords()
  let groups: SeriesGroups | undefined
  async function* chunks() {
    for await (const chunk of stdin)
      yield records.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    yield records.push(decoder.decode())
    yield records.end()
  }
  for await (const found of chunks()) {
    for (const record of found) {
      if (groups) {
        const done = groups.take(record)
        if (done) await emit(done)
        continue
      }
      const columns = record.problem === undefined ? readHeader(record.fields) : undefined
      if (!columns)
        return `line ${record.line}: the header is "${record.fields.join(',').slice(0, 80)}". It must name unique_id, ds and y.`
      groups = seriesGroups(columns, { frequency, seasonLength })
    }
  }
  if (!groups)
    return 'The input is empty. Give CSV with the header unique_id,ds,y, or NDJSON with --format ndjson, on stdin.'
  await emit(groups.end())
  return undefined
}

/** Gathers small writes into large ones and waits for a slow reader. */
function sink(stream: Writable) {
  const batch = 65_536
  let waiting = ''
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = error
  })
  async function flush(): Promise<void> {
    const text = waiting
    waiting = ''
    if (failure) throw failure
    if (text !== '' && !stream.write(text)) await once(stream, 'drain')
    if (failure) throw failure
  }
  async function write(text: string): Promise<void> {
    waiting += text
    if (waiting.length >= batch) await flush()
  }
  async function close(): Promise<void> {
    if (failure) return
    await flush()
    stream.end()
    await once(stream, 'close')
  }
  return { write, flush, close }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
