import { encoded, streamOf } from './bytes.ts'
import { aboutSheet, contentTypes, rootRelations, rowSheet, styles, workbook, workbookRelations } from './sheet-xml.ts'
import type { OutTable } from './table.ts'
import { type ZipPart, zipped } from './zip.ts'

/** A table as an Excel workbook, row by row in constant memory: the rows on the first sheet, what they mean on the second. */
export function xlsxStream(table: OutTable): ReadableStream<Uint8Array> {
  const { columns, about } = table
  const parts: ZipPart[] = [
    whole('[Content_Types].xml', contentTypes),
    whole('_rels/.rels', rootRelations),
    whole('xl/workbook.xml', workbook(table.name)),
    whole('xl/_rels/workbook.xml.rels', workbookRelations),
    whole('xl/styles.xml', styles(columns)),
    whole('xl/worksheets/sheet2.xml', aboutSheet(columns, about)),
    { path: 'xl/worksheets/sheet1.xml', bytes: encoded(rowSheet(table)) },
  ]
  return streamOf(zipped(parts))
}

function whole(path: string, text: string): ZipPart {
  return { path, bytes: encoded([text]) }
}
