import Papa from 'papaparse'

/** One row as it stands in the file: its number among the data rows, the line it begins on, its values. */
export type FileRow = { row: number; line: number; values: string[] }

/** Cuts text that arrives in pieces into rows; `push` takes the next piece, `end` the rest. */
export type RowSplitter = { push: (text: string) => FileRow[]; end: () => FileRow[] }

/** A quote that is opened and not closed within this many characters is a mistake in the file, not a long value. */
const longestRow = 4_000_000

/** A file that cannot be cut into rows; the message names the line and the way out. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * Makes a splitter for one file. Blank lines are skipped, quoted values may hold delimiters and line breaks, row
 * numbers count data rows from 1 and line numbers count lines of the file from 1.
 */
export function splitRows(input: { delimiter: string; header: boolean }): RowSplitter {
  const parser = new Papa.Parser({ delimiter: input.delimiter, newline: '\n', quoteChar: '"' } as never)
  let rest = ''
  let row = input.header ? -1 : 0
  let line = 1
  let first = true

  function cut(text: string, isLast: boolean): FileRow[] {
    const result = parser.parse(text, 0, !isLast) as { data: string[][]; meta: { cursor: number } }
    const quoted = text.includes('"')
    const rows: FileRow[] = []
    for (const values of result.data) {
      const begins = line
      line += 1 + (quoted ? lineBreaks(values) : 0)
      if (values.length === 1 && values[0]!.trim() === '') continue
      row++
      if (row > 0) rows.push({ row, line: begins, values })
    }
    rest = isLast ? '' : text.slice(result.meta.cursor)
    if (rest.length > longestRow) {
      throw new UnreadableFile(
        rest.includes('"')
          ? `A quote opened in line ${line} is not closed again. Mend that line and import the file again.`
          : `Line ${line} is longer than ${longestRow.toLocaleString('en-US')} characters, so this is no table of rows. Export it as CSV again.`,
      )
    }
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

function lineBreaks(values: string[]): number {
  let breaks = 0
  for (const value of values) for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) breaks++
  return breaks
}
