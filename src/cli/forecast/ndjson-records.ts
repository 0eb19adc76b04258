import { type CsvRecord, type CsvRecords, longestRecord, tooLong } from './csv-records.ts'

/**
 * Cuts NDJSON text into the records a CSV file would give: one object per line with unique_id, ds and y; a y that is null or
 * absent is a missing value. The header comes first. Of a line longer than `longestRecord` characters nothing is kept.
 */
export function ndjsonRecords(): CsvRecords {
  let rest = ''
  let line = 0
  let begun = false
  /** True inside a line that is already too long. */
  let skipping = false
  function* cut(text: string, last: boolean): Generator<CsvRecord> {
    if (!begun && text !== '') {
      begun = true
      yield { line: 0, fields: ['unique_id', 'ds', 'y'] }
    }
    let from = text.charCodeAt(0) === 0xfeff ? 1 : 0
    for (;;) {
      const end = text.indexOf('\n', from)
      if (end < 0 && !(last && from < text.length)) break
      const raw = text.slice(from, end < 0 ? text.length : end).trim()
      line++
      from = end < 0 ? text.length : end + 1
      if (skipping || raw.length > longestRecord) yield { line, fields: [], problem: tooLong }
      else if (raw !== '') yield readLine(raw, line)
      skipping = false
    }
    if (!last && (skipping || text.length - from > longestRecord)) {
      skipping = true
      from = text.length
    }
    rest = text.slice(from)
  }
  return { push: (text) => cut(rest + text, false), end: () => cut(skipping ? ' ' : rest, true) }
}

function readLine(raw: string, line: number): CsvRecord {
  const row = parsed(raw)
  if (row === undefined) return { line, fields: [], problem: 'this is not a JSON object. Write one object per line.' }
  const { unique_id: id, ds, y } = row
  return { line, fields: [id, ds, y].map(textOf) }
}

function parsed(raw: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}
