import { parse } from 'csv-parse/sync'

/** One record of a CSV text with the number of its first line, or what is wrong with it; no fields when it cannot be read at all. */
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

/** No record is longer than this, and none with quotes runs further over lines. */
export const longestRecord = 65_536

/** What is wrong with a longer one. */
export const tooLong = `this is longer than ${longestRecord} characters. Write one row of unique_id, ds and y per line.`

/**
 * Cuts CSV text into records as it streams in. Lines without quotes, nearly all of them, are split on commas directly;
 * a record with quotes goes to csv-parse. Accepts LF and CRLF, and skips blank lines.
 */
export function csvRecords(): CsvRecords {
  let rest = ''
  let line = 1
  /** True inside a line that is already too long; quotes have no meaning there. */
  let skipping = false
  function* cut(text: string, last: boolean): Generator<CsvRecord> {
    let from = 0
    let quote = 0
    while (from < text.length) {
      if (skipping) quote = -1
      else if (quote >= 0 && quote <= from) quote = text.indexOf('"', from)
      const stop = recordEnd({ text, from, quote, last })
      if (stop === undefined) break
      const raw = text.slice(from, stop.end)
      const record = skipping || stop.end - from > longestRecord ? unread(line) : readRecord(raw, line, stop.unclosed)
      if (skipping) quote = 0
      skipping = false
      line += stop.lines
      from = stop.end + 1
      if (record) yield record
    }
    if (!last && (skipping || text.length - from > longestRecord)) {
      skipping = true
      from = text.length
    }
    rest = text.slice(from)
  }
  return {
    push: (text) => cut(rest + text, false),
    end: () => cut(skipping ? ' ' : rest, true),
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
    return end === undefined ? undefined : { end, lines: 1, unclosed: false }
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
  if (!last && (first < 0 || text.length - from <= longestRecord)) return undefined
  return { end: first >= 0 ? first : text.length, lines: 1, unclosed: true }
}

function unread(line: number): CsvRecord {
  return { line, fields: [], problem: tooLong }
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
