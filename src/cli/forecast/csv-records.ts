import { parse } from 'csv-parse/sync'

/** One record of a CSV text with the number of its first line, or what is wrong with it. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
  readonly problem?: string
}

/** Takes text in pieces and gives records; `end` gives what remains. */
export interface CsvRecords {
  push(text: string): Generator<CsvRecord>
  end(): Generator<CsvRecord>
}

/** A record with quotes may run over lines, but no further than this. */
const longestRecord = 65_536

/**
 * Cuts CSV text into records as it streams in. Lines without quotes, nearly all of them, are split on commas directly;
 * a record with quotes goes to csv-parse. Accepts LF and CRLF, and skips blank lines.
 */
export function csvRecords(): CsvRecords {
  let rest = ''
  let line = 1
  function* cut(text: string, last: boolean): Generator<CsvRecord> {
    let from = 0
    let quote = 0
    while (from < text.length) {
      if (quote >= 0 && quote <= from) quote = text.indexOf('"', from)
      const stop = recordEnd({ text, from, quote, last })
      if (stop === undefined) break
      const raw = text.slice(from, stop.end)
      const record = readRecord(raw, line, stop.unclosed)
      line += stop.lines
      from = stop.end + 1
      if (record) yield record
    }
    rest = text.slice(from)
  }
  return {
    push: (text) => cut(rest + text, false),
    end: () => cut(rest, true),
  }
}

interface RecordEnd {
  readonly end: number
  readonly lines: number
  readonly unclosed: boolean
}

/** Where the record that begins at `from` ends, the next quote being known; undefined when more text is needed to know. */
function recordEnd(given: { text: string; from: number; quote: number; last: boolean }): RecordEnd | undefined {
  const { text, from, quote, last } = given
  const first = text.indexOf('\n', from)
  const whole = last ? text.length : undefined
  if (quote < 0 || (first >= 0 && first < quote)) {
    const end = first >= 0 ? first : whole
    return end === undefined ? tooLong(text, from) : { end, lines: 1, unclosed: false }
  }
  let quotes = 0
  let lines = 0
  for (let at = quote; at < text.length && at - from <= longestRecord; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) quotes++
    else if (code === 10) {
      lines++
      if (quotes % 2 === 0) return { end: at, lines, unclosed: false }
    }
  }
  if (last && quotes % 2 === 0) return { end: text.length, lines: lines + 1, unclosed: false }
  if (!last && text.length - from <= longestRecord) return undefined
  return { end: first >= 0 ? first : text.length, lines: 1, unclosed: true }
}

/** A line that never ends is cut, so that memory stays bounded; its pieces then fail as records. */
function tooLong(text: string, from: number): RecordEnd | undefined {
  return text.length - from > longestRecord ? { end: text.length - 1, lines: 0, unclosed: false } : undefined
}

function readRecord(raw: string, line: number, unclosed: boolean): CsvRecord | undefined {
  const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
  if (text === '') return undefined
  if (unclosed)
    return { line, fields: text.split(','), problem: 'a quote is opened and never closed. Close it or double it.' }
  if (!text.includes('"')) return { line, fields: text.split(',') }
  try {
    const [fields = []] = parse(text, { relax_column_count: true }) as string[][]
    return { line, fields }
  } catch {
    return {
      line,
      fields: text.split(','),
      problem: `the quotes in ${text.slice(0, 60)} do not match. Double quotes inside a field.`,
    }
  }
}
