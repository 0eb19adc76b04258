/** One row as it stands in the file: its number among the data rows, the line it begins on, its values; `flaw` says why it cannot be trusted. */
export type FileRow = { row: number; line: number; values: string[]; flaw?: string }

/** Cuts text that arrives in pieces into rows; `push` takes the next piece, `end` the rest. */
export type RowSplitter = { push: (text: string) => FileRow[]; end: () => FileRow[] }

/** What cuts a file into rows: its delimiter, whether a header comes first, and how many lines stand above it. */
export type Cut = { delimiter: string; header: boolean; skip?: number | undefined }

/** A line longer than this is no row of a table. */
const longestRow = 4_000_000

/** A quote that is opened and not closed within this many characters is a mistake in the file, not a long value. */
const longestValue = 1_000_000

/** No table has more columns; every one of them costs work on each row. */
export const mostColumns = 2_000

/** A file that cannot be cut into rows; the message names the line and the way out. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * Makes a splitter for one file. Blank lines are skipped, quoted values may hold delimiters and line breaks, row
 * numbers count data rows from 1 and line numbers count lines of the file from 1. Quotes are read as Excel and pandas
 * read them: one inside a value is a letter, and text after a closing quote belongs to the value. A quote that is opened
 * and never closed is a letter too, so that it swallows no further rows; its row carries the flaw.
 */
export function splitRows(input: Cut): RowSplitter {
  let rest = ''
  let row = input.header ? -1 : 0
  let line = 1
  let first = true

  function cut(text: string, isLast: boolean): FileRow[] {
    const rows: FileRow[] = []
    let at = 0
    while (at < text.length) {
      const found = nextRow(text, at, { delimiter: input.delimiter, isLast })
      if (!found) break
      const { values, flaw } = found
      const begins = line
      line += found.lines
      at = found.end
      if (begins <= (input.skip ?? 0) || (values.length === 1 && values[0]!.trim() === '')) continue
      row++
      refuseWide(values, begins)
      if (row > 0) rows.push({ row, line: begins, values, ...(flaw && { flaw }) })
    }
    rest = text.slice(at)
    if (rest.length > longestRow)
      throw new UnreadableFile(
        `Line ${line} is longer than ${longestRow.toLocaleString('en-US')} characters, so this is no table of rows. Export it as CSV again.`,
      )
    return rows
  }

  return {
    push(text) {
      const begun = first ? text.replace(/^\ufeff/, '') : text
      first = false
      return cut(rest + begun, false)
    },
    end: () => (rest === '' ? [] : cut(rest, true)),
  }
}

/** Brings all line ends to "\n", also where a piece of text ends between the two characters of "\r\n". */
export function lineEnds(): { push: (text: string) => string; end: () => string } {
  let held = ''
  return {
    push(text) {
      const all = held + text
      if (!all.includes('\r')) {
        held = ''
        return all
      }
      held = all.endsWith('\r') ? '\r' : ''
      return (held ? all.slice(0, -1) : all).replace(/\r\n?/g, '\n')
    },
    end: () => (held ? '\n' : ''),
  }
}

/** Writes one row the way it can be read again. */
export function joinRow(values: string[], delimiter: string): string {
  return values
    .map((value) =>
      value.includes(delimiter) || /["\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
    )
    .join(delimiter)
}

type Found = { values: string[]; end: number; lines: number; flaw?: string }

/** The row that begins at a place; undefined where the rest of it has not arrived yet. */
function nextRow(text: string, start: number, input: { delimiter: string; isLast: boolean }): Found | undefined {
  const { delimiter, isLast } = input
  const newline = text.indexOf('\n', start)
  if (newline < 0 && !isLast) return undefined
  const stop = newline < 0 ? text.length : newline
  const bare = text.slice(start, stop)
  if (!bare.includes('"')) return { values: bare.split(delimiter), end: newline < 0 ? stop : stop + 1, lines: 1 }
  return quotedRow(text, start, input)
}

/** Walks through a row value by value, as far as its quotes lead. */
function quotedRow(text: string, start: number, input: { delimiter: string; isLast: boolean }): Found | undefined {
  const { delimiter, isLast } = input
  const values: string[] = []
  let [at, lines] = [start, 1]
  let flaw: string | undefined
  for (;;) {
    let value = ''
    if (text[at] === '"') {
      const quoted = quotedValue(text, at, input)
      if (quoted === 'unfinished') return undefined
      if (quoted === 'unclosed') flaw = 'a quote is opened in this line and not closed; the line was read by itself'
      else [value, at, lines] = [quoted.value, quoted.end, lines + quoted.lines]
    }
    const ends = endOf(text, at, delimiter)
    if (ends >= text.length && !isLast) return undefined
    value += text.slice(at, ends)
    values.push(fromFormula(value))
    if (text[ends] === '\n' || ends >= text.length)
      return { values, end: Math.min(text.length, ends + 1), lines, ...(flaw && { flaw }) }
    at = ends + delimiter.length
  }
}

/** What stands between a quote and the one that closes it, with doubled quotes made single. */
function quotedValue(
  text: string,
  open: number,
  { delimiter, isLast }: { delimiter: string; isLast: boolean },
): { value: string; end: number; lines: number } | 'unclosed' | 'unfinished' {
  let close = open + 1
  for (;;) {
    close = text.indexOf('"', close)
    if (close < 0) return isLast || text.length - open > longestValue ? 'unclosed' : 'unfinished'
    if (close - open > longestValue) return 'unclosed'
    if (text[close + 1] !== '"') break
    close += 2
  }
  if (close + 1 >= text.length && !isLast) return 'unfinished'
  const value = text.slice(open + 1, close)
  const lines = breaksIn(value)
  // Over several lines, only a quote that ends the value closes it: else it opens the next value of another row.
  if (lines > 0 && !endsValue(text, close + 1, delimiter)) return 'unclosed'
  return { value: value.includes('"') ? value.replaceAll('""', '"') : value, end: close + 1, lines }
}

/** A spreadsheet keeps the zeros of a code by writing it as a formula: ="00123". */
function fromFormula(value: string): string {
  return value.startsWith('="') && value.endsWith('"') && value.length > 2 ? value.slice(2, -1) : value
}

function endsValue(text: string, at: number, delimiter: string): boolean {
  let next = at
  while (text[next] === ' ') next++
  return next >= text.length || text[next] === '\n' || text.startsWith(delimiter, next)
}

function endOf(text: string, at: number, delimiter: string): number {
  const newline = text.indexOf('\n', at)
  const stop = newline < 0 ? text.length : newline
  const next = text.indexOf(delimiter, at)
  return next >= 0 && next < stop ? next : stop
}

function breaksIn(value: string): number {
  let breaks = 0
  for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) breaks++
  return breaks
}

/** Refuses a row that is wider than any table. */
export function refuseWide({ length }: readonly unknown[], line: number): void {
  if (length <= mostColumns) return
  throw new UnreadableFile(
    `Line ${line} has ${length.toLocaleString('en-US')} columns; ${mostColumns.toLocaleString('en-US')} is the most. Export only the columns that are filled.`,
  )
}
