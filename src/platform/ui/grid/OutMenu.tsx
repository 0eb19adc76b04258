import { ActionIcon, Loader, Menu } from '@mantine/core'
import { IconCopy, IconDownload, IconFileImport, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { toastError } from '../toast.tsx'
import { useFormat } from '../use-format.tsx'
import { BringBack } from './BringBack.tsx'
import { counted } from './counted.ts'
import type { GridView } from './DataGrid.tsx'
import { useWaysOut } from './use-ways-out.ts'

/** The ways out of a grid, for every row that matches: the clipboard, Excel, CSV; and the way back of a workbook that was changed. */
export function OutMenu<Row>({ view }: { view: GridView<Row> }) {
  const { number } = useFormat()
  const { origin, rowsOf, copy, save } = useWaysOut(view)
  const [busy, setBusy] = useState(false)
  const all = view.total ?? view.rows.length
  const what = counted(all, { label: view.label, shown: number(all) })
  const columns = view.shownColumns
  const [returning, setReturning] = useState(false)

  function run(work: Promise<void>): void {
    setBusy(true)
    void work.catch(toastError).finally(() => setBusy(false))
  }

  return (
    <>
      {returning && <BringBack view={view} origin={origin} rowsOf={rowsOf} onClose={() => setReturning(false)} />}
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
          {view.onEdit && (
            <Menu.Item leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => setReturning(true)}>
              Bring a workbook back
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => run(copy(false))}>
            Copy
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => run(copy(true))}>
            Copy with headers
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
