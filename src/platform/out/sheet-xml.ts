import { daysBetween } from '@drumbeat/periods'
import { headOf } from './csv.ts'
import type { Left, OutColumn, OutTable, OutValue } from './table.ts'

// The parts of a workbook in SpreadsheetML (ECMA-376, part 1, chapter 18), no more than a reader needs.

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const rowsAtOnce = 400
/** Excel keeps fifteen digits of a number; longer ones stay text rather than lose any. */
const mostDigits = 15

export const contentTypes = (sheets: number) =>
  `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${upTo(sheets, (at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`

export const rootRelations = `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const workbookRelations = (sheets: number) =>
  `${xml}<Relationships xmlns="${packaged}/relationships">${upTo(sheets, (at) => `<Relationship Id="rId${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`)}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`

function upTo(sheets: number, part: (at: number) => string): string {
  return Array.from({ length: sheets }, (_, at) => part(at + 1)).join('')
}

/** How the second sheet is called, and its head. */
const aboutName = 'Definitions'
const aboutHead = ['Column', 'Meaning']
/** How the third one is called, which nobody sees. */
export const leftName = 'As it left'

/** Whether a sheet is the second one of a workbook of ours: it tells about the rows and holds none. */
export function isAboutSheet(name: string, rows: readonly (readonly unknown[])[]): boolean {
  return name === aboutName && rows.some(([first, second]) => first === aboutHead[0] && second === aboutHead[1])
}

/** The workbook: the rows under their name, what they mean, and out of sight how they left. */
export function workbook({ name, left, summed }: Pick<OutTable, 'name' | 'left' | 'summed'>): string {
  const third = left ? `<sheet name="${leftName}" sheetId="3" state="hidden" r:id="rId3"/>` : ''
  return `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/><sheet name="${aboutName}" sheetId="2" r:id="rId2"/>${third}</sheets>${summed ? '<calcPr fullCalcOnLoad="1"/>' : ''}</workbook>`
}

/** Style 0 is plain, 1 the head, 2 running text; then one per column. */
export function styles(columns: OutColumn[]): string {
  const formats = columns.map(
    (column, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(formatOf(column))}"/>`,
  )
  const cells = columns.map(
    (_, at) => `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  )
  return `${xml}<styleSheet xmlns="${main}"><numFmts count="${columns.length}">${formats.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEDFB"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${3 + columns.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

/** The sheet of rows, a few hundred at a time. */
export async function* rowSheet({ columns, rows }: OutTable): AsyncGenerator<string> {
  const letters = columns.map((_, at) => columnName(at))
  const widths = columns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"${column.hidden ? ' hidden="1"' : ''}/>`,
  )
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  let some = `<row r="1">${columns.map((column, at) => textCell(`${letters[at]}1`, headOf(column), 1)).join('')}</row>`
  let line = 1
  for await (const row of rows) {
    line += 1
    some += `<row r="${line}">`
    for (let at = 0; at < columns.length; at++)
      some += cell(`${letters[at]}${line}`, row[at] ?? null, { column: columns[at]!, at })
    some += '</row>'
    if (line % rowsAtOnce > 0) continue
    yield some
    some = ''
  }
  yield `${some}</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${line}"/></worksheet>`
}

/** The second sheet: what the table is, as of when, what each column means, and sums over the rows that a filter shows. */
export function aboutSheet({ name, columns, about, summed }: Omit<OutTable, 'rows'>): string {
  const lines = [
    ...about.map(({ label, text }) => [label, text]),
    ['', ''],
    aboutHead,
    ...columns.map((column) => [headOf(column), column.definition ?? '']),
  ]
  const head = about.length + 1
  const rows = lines.map((line, at) => {
    const cells = line.map((text, column) =>
      text ? textCell(`${columnName(column)}${at + 1}`, text, at === head ? 1 : 2) : '',
    )
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  if (summed) rows.push(sumRows({ name, columns, summed, under: lines.length + 1 }))
  return `${xml}<worksheet xmlns="${main}"><cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

/** Live sums of the columns that add up, below everything else. */
function sumRows(given: { name: string; columns: OutColumn[]; summed: number; under: number }): string {
  const { name, columns, summed, under } = given
  const sheet = `'${sheetName(name).replaceAll("'", "''")}'`
  const sums = columns.flatMap((column, at) => (column.adds ? [{ column, at }] : []))
  if (sums.length === 0) return ''
  const head = `<row r="${under + 1}">${textCell(`A${under + 1}`, 'Sums of the rows that are shown', 1)}</row>`
  const lines = sums.map(({ column, at }, line) => {
    const place = under + 2 + line
    const letter = columnName(at)
    const formula = escaped(`SUBTOTAL(109,${sheet}!${letter}2:${letter}${summed + 1})`)
    return `<row r="${place}">${textCell(`A${place}`, headOf(column), 2)}<c r="B${place}" s="${3 + at}"><f>${formula}</f></c></row>`
  })
  return head + lines.join('')
}

/** The hidden sheet: of which list it is, its columns, and the cells as they left. */
export function* leftSheet({ list, scope, key, heads, columns, rows }: Left): Generator<string> {
  yield `${xml}<worksheet xmlns="${main}"><sheetData>`
  let line = 0
  const written = (cells: string[]) => {
    line += 1
    const some = cells.map((text, at) => (text === '' ? '' : textCell(`${columnName(at)}${line}`, text, 0)))
    return `<row r="${line}">${some.join('')}</row>`
  }
  yield written([leftName, list, scope])
  yield written([key, ...heads])
  yield written(['', ...columns])
  for (const row of rows) yield written(row)
  yield '</sheetData></worksheet>'
}

function cell(place: string, value: OutValue, { column, at }: { column: OutColumn; at: number }): string {
  if (value === null || value === '') return ''
  const style = 3 + at
  if (column.kind === 'day') {
    return `<c r="${place}" s="${style}"><v>${daysBetween({ from: '1899-12-30', to: String(value) })}</v></c>`
  }
  if (column.kind === 'text' || !isShort(String(value))) return textCell(place, String(value), 0)
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`
}

function isShort(number: string): boolean {
  return (
    /^-?\d+([.]\d+)?(e[+-]?\d+)?$/i.test(number) &&
    number.replace(/e.*$/i, '').replace(/\D|^-?0+/g, '').length <= mostDigits
  )
}

/** Text is written as text, so nothing in it is ever a formula. */
function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

function formatOf({ kind, digits }: OutColumn): string {
  if (kind === 'day') return 'yyyy-mm-dd'
  const decimals = digits ? `.${'0'.repeat(digits)}` : ''
  if (kind === 'percent') return `0${decimals || '.0'}%`
  return kind === 'number' ? `#,##0${digits === undefined ? '.######' : decimals}` : 'General'
}

function widthOf({ kind, header }: OutColumn): number {
  return Math.max(header.length + 4, kind === 'text' ? 24 : kind === 'day' ? 12 : 16)
}

function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last
}

/** A sheet's name has at most 31 characters and none of []:*?/\ in it. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Rows'
  )
}

/** Characters that XML forbids leave; the others are written so that they are text. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
