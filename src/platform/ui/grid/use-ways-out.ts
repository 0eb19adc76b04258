import type { FileFormat } from '../../out/files.ts'
import type { OutTable } from '../../out/table.ts'
import { loadCode } from '../lazy-part.tsx'
import { saveFile } from '../save-file.ts'
import { toast } from '../toast.tsx'
import { useFormat } from '../use-format.tsx'
import { asText, withHeaders } from './clipboard.ts'
import { counted } from './counted.ts'
import type { GridView } from './DataGrid.tsx'
import { outAndBack, outTable } from './out-table.ts'

/** Takes every row that matches out of a grid: into the clipboard, or a file. */
export function useWaysOut<Row>(view: GridView<Row>) {
  const { number, decimalMark, instant } = useFormat()
  const columns = view.shownColumns
  const keyOf = view.keyOf ?? view.rowId
  const origin = { list: view.name, scope: view.scope ?? '' }

  async function rowsOf(): Promise<Row[]> {
    if (view.hasMore && view.allRows) return view.allRows()
    return view.lines.length === view.rows.length
      ? view.lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
      : view.edits.rows
  }

  async function copy(headers: boolean): Promise<void> {
    const rows = rowsOf()
    const text = rows.then((some) => (headers ? withHeaders : asText)({ rows: some, columns }, decimalMark))
    const blob = text.then((some) => new Blob([some], { type: 'text/plain' }))
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
    const count = (await rows).length
    toast(`Copied ${counted(count, { label: view.label, shown: number(count) })}${headers ? ', with headers' : ''}.`)
  }

  async function save(format: FileFormat): Promise<void> {
    const rows = await rowsOf()
    const about = [
      { label: 'What', text: counted(rows.length, { label: view.label, shown: number(rows.length) }) },
      { label: 'As of', text: instant(new Date().toISOString()) },
      ...(view.about ?? []),
    ]
    const all = [...columns, ...(view.fileColumns ?? [])]
    const table = outTable({ name: view.label, columns: all, rows, about })
    const comesBack = format === 'xlsx' && view.onEdit !== undefined
    const blob = await fileOf(
      comesBack ? outAndBack({ table, origin, columns, rows, keyOf, fileColumns: view.fileColumns }) : table,
      format,
    )
    saveFile(blob, `${view.label.toLowerCase().replace(/[^\p{L}\d]+/gu, '-')}.${format}`)
    toast(
      `${counted(rows.length, { label: view.label, shown: number(rows.length) })} saved as ${format === 'xlsx' ? 'an Excel workbook' : 'CSV'}.`,
    )
  }

  return { origin, rowsOf, copy, save }
}

async function fileOf(table: OutTable, format: FileFormat): Promise<Blob> {
  const { fileResponse } = await loadCode(() => import('../../out/files.ts'))
  return fileResponse(table, format).blob()
}
