import { parse } from 'csv-parse/sync'

/** A CSV file by column; every value as text. */
export interface CsvTable {
  readonly rows: number
  readonly names: readonly string[]
  /** What stands between its columns. */
  readonly delimiter: string
  column(name: string): readonly string[]
}

/** Something in the file that stops the command: says what and the way out. */
export class FileProblem extends Error {}

/** Reads CSV text with a header. */
export function readCsv(text: string): CsvTable {
  const delimiter = delimiterOf(text)
  const records = recordsOf(text, delimiter)
  const names = (records[0] ?? []).map((name) => name.trim())
  if (names.length === 0) throw new FileProblem('The input is empty. Give CSV with a header and one row a deal.')
  if (records.length < 2) throw new FileProblem(`The input has a header (${names.join(',').slice(0, 80)}) but no rows.`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new FileProblem(`The column "${twice}" stands twice in the header. Rename one.`)
  const rows = records.length - 1
  function column(name: string): readonly string[] {
    const place = names.indexOf(name)
    if (place < 0)
      throw new FileProblem(`There is no column "${name}". The file has ${names.join(', ').slice(0, 300)}.`)
    return Array.from({ length: rows }, (_, row) => records[row + 1]![place]!.trim())
  }
  return { rows, names, delimiter, column }
}

/** What stands most often in the header outside quotes: a comma, a semicolon, a tab or a bar. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const header = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '')
  const [best] = [',', ';', '\t', '|']
    .map((sign) => ({ sign, times: header.split(sign).length - 1 }))
    .sort((a, b) => b.times - a.times)
  return best!.times > 0 ? best!.sign : ','
}

function recordsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, delimiter })
  } catch (error) {
    throw new FileProblem(`The CSV cannot be read: ${(error as Error).message}. Give rows as long as the header.`)
  }
}
