import { ActionIcon, Loader, Menu } from '@mantine/core'
import { IconCopy, IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { FileFormat } from '../../out/files.ts'
import type { OutTable } from '../../out/table.ts'
import { loadCode } from '../lazy-part.tsx'
import { saveFile } from '../save-file.ts'
import { toast, toastError } from '../toast.tsx'
import { useFormat } from '../use-format.tsx'
import { asText, withHeaders } from './clipboard.ts'
import { counted } from './counted.ts'
import type { GridView } from './DataGrid.tsx'
import { outTable } from './out-table.ts'

/** The ways out of a grid, for every row that matches: the clipboard, Excel, CSV. */
export function OutMenu<Row>({ view }: { view: GridView<Row> }) {
  const { number, decimalMark, instant } = useFormat()
  const [busy, setBusy] = useState(false)
  const all = view.total ?? view.rows.length
  const what = counted(all, { label: view.label, shown: number(all) })
  const columns = view.shownColumns

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
    const blob = await fileOf(
      outTable({ name: view.label, columns: [...columns, ...(view.fileColumns ?? [])], rows, about }),
      format,
    )
    saveFile(blob, `${view.label.toLowerCase().replace(/[^\p{L}\d]+/gu, '-')}.${format}`)
    toast(
      `${counted(rows.length, { label: view.label, shown: number(rows.length) })} saved as ${format === 'xlsx' ? 'an Excel workbook' : 'CSV'}.`,
    )
  }

  function run(work: Promise<void>): void {
    setBusy(true)
    void work.catch(toastError).finally(() => setBusy(false))
  }

  return (
    <Menu position="bottom-end" shadow="md" returnFocus>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Copy or download"
          title="Copy or download"
          disabled={all === 0}
        >
          {busy ? <Loader size={16} /> : <IconDownload size={18} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {what}, {columns.length} columns
        </Menu.Label>
        <Menu.Item leftSection={<IconFileSpreadsheet size={16} aria-hidden />} onClick={() => run(save('xlsx'))}>
          Excel workbook
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={() => run(save('csv'))}>
          CSV
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => run(copy(false))}>
          Copy
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => run(copy(true))}>
          Copy with headers
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function fileOf(table: OutTable, format: FileFormat): Promise<Blob> {
  const { fileResponse } = await loadCode(() => import('../../out/files.ts'))
  return fileResponse(table, format).blob()
}
