import { encoded, streamOf } from './bytes.ts'
import {
  aboutSheet,
  contentTypes,
  leftSheet,
  rootRelations,
  rowSheet,
  styles,
  workbook,
  workbookRelations,
} from './sheet-xml.ts'
import type { OutTable } from './table.ts'
import { type ZipPart, zipped } from './zip.ts'

/** A table as an Excel workbook, row by row in constant memory: the rows on the first sheet, what they mean on the second, how they left on a third that is hidden. */
export function xlsxStream(table: OutTable): ReadableStream<Uint8Array> {
  const { columns, left } = table
  const sheets = left ? 3 : 2
  const parts: ZipPart[] = [
    whole('[Content_Types].xml', contentTypes(sheets)),
    whole('_rels/.rels', rootRelations),
    whole('xl/workbook.xml', workbook(table)),
    whole('xl/_rels/workbook.xml.rels', workbookRelations(sheets)),
    whole('xl/styles.xml', styles(columns)),
    whole('xl/worksheets/sheet2.xml', aboutSheet(table)),
    { path: 'xl/worksheets/sheet1.xml', bytes: encoded(rowSheet(table)) },
    ...(left ? [{ path: 'xl/worksheets/sheet3.xml', bytes: encoded(leftSheet(left)) }] : []),
  ]
  return streamOf(zipped(parts))
}

function whole(path: string, text: string): ZipPart {
  return { path, bytes: encoded([text]) }
}
