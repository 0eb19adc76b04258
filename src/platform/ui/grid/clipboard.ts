import { majorText } from '#platform/numbers/minor.ts'
import type { Column } from './column.ts'

type Copied<Row> = { rows: Row[]; columns: Column<Row>[] }

/** Cells as tab-separated text, as spreadsheets take it: numbers exact, without thousands, with the locale's decimal mark. */
export function asText<Row>({ rows, columns }: Copied<Row>, mark = '.'): string {
  return rows.map((row) => columns.map((column) => cellText(column, row, mark)).join('\t')).join('\n')
}

/** The same with a line of headers: money says its currency in the head, or beside each amount where they differ. */
export function withHeaders<Row>({ rows, columns }: Copied<Row>, mark = '.'): string {
  const wide = columns.flatMap((column) => headed(column, rows))
  const heads = wide.map(({ head }) => head).join('\t')
  return [heads, ...rows.map((row) => wide.map(({ text }) => text(row, mark)).join('\t'))].join('\n')
}

type Headed<Row> = { head: string; text: (row: Row, mark: string) => string }

function headed<Row>(column: Column<Row>, rows: Row[]): Headed<Row>[] {
  const text = (row: Row, mark: string) => cellText(column, row, mark)
  const { currency, header, unit } = column
  if (!currency) return [{ head: unit ? `${header} (${unit})` : header, text }]
  const all = new Set(rows.filter((row) => column.value(row) !== null).map(currency))
  if (all.size <= 1) return [{ head: `${header} (${[...all][0] ?? unit ?? ''})`.replace(' ()', ''), text }]
  return [
    { head: header, text },
    { head: `${header} currency`, text: (row) => (column.value(row) === null ? '' : currency(row)) },
  ]
}

/** One value as a spreadsheet reads it. */
export function cellText<Row>(column: Column<Row>, row: Row, mark: string): string {
  const value = column.value(row)
  if (value === null) return ''
  if (typeof value === 'number' && column.currency) return majorText(value, column.currency(row)).replace('.', mark)
  if (column.kind === 'number' && /^-?\d+[.]\d+$/.test(String(value))) return String(value).replace('.', mark)
  return String(value).replace(/[\t\r\n]+/g, ' ')
}

/** The cells of pasted text: tabs and lines, with quoted cells that may hold both, as spreadsheets write them. */
export function blockOf(text: string): string[][] {
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (!clean.includes('"')) return clean.split('\n').map((line) => line.split('\t'))
  return quotedBlock(clean)
}

function quotedBlock(text: string): string[][] {
  const block: string[][] = [[]]
  let at = 0
  while (at <= text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at)
    block.at(-1)?.push(cell)
    if (end >= text.length) break
    if (text[end] === '\n') block.push([])
    at = end + 1
  }
  return block
}

function plainCell(text: string, from: number): { cell: string; end: number } {
  const found = text.slice(from).search(/[\t\n]/)
  const end = found < 0 ? text.length : from + found
  return { cell: text.slice(from, end), end }
}

/** A cell in quotes ends at a quote before a tab, a line end or the end; else the quote was part of the text. */
function quotedCell(text: string, from: number): { cell: string; end: number } {
  const match = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(text.slice(from))
  if (!match) return plainCell(text, from)
  return { cell: match[1]!.replaceAll('""', '"'), end: from + match[0].length }
}
