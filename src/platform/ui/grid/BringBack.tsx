import { Button, Checkbox, FileButton, Group, Loader, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../form/Dialog.tsx'
import { loadCode } from '../lazy-part.tsx'
import { toast } from '../toast.tsx'
import { useFormat } from '../use-format.tsx'
import { broughtBack, type Difference, type Return, type Sheet } from './brought-back.ts'
import type { GridView } from './DataGrid.tsx'
import type { Origin } from './out-table.ts'

const most = 100

/** Takes a workbook that left this grid, shows what was changed in it, and writes that as edits, to be undone like any. */
export function BringBack<Row>(props: {
  view: GridView<Row>
  origin: Origin
  rowsOf: () => Promise<Row[]>
  onClose: () => void
}) {
  const { view, origin, rowsOf, onClose } = props
  const { locale } = useFormat().regional
  const [found, setFound] = useState<{ back: Return<Row>; ignored: boolean } | string | null>(null)
  const [busy, setBusy] = useState(false)
  async function read(file: File | null): Promise<void> {
    if (!file) return
    setBusy(true)
    try {
      const [{ sheets, ignored }, rows] = await Promise.all([sheetsOf(file), rowsOf()])
      const back = broughtBack(sheets, {
        ...{ origin, rows, locale, columns: view.columns, rowId: view.rowId },
        keyOf: view.keyOf ?? view.rowId,
      })
      setFound(typeof back === 'string' ? back : { back, ignored })
    } catch (error) {
      setFound(`${file.name} is no workbook that can be read (${(error as Error).message}). Save it as .xlsx again.`)
    }
    setBusy(false)
  }
  return (
    <Dialog title="Bring a workbook back" size="lg" onClose={onClose}>
      {found && typeof found !== 'string' ? (
        <Preview {...found} view={view} onClose={onClose} />
      ) : (
        <Stack gap="md">
          <Text size="sm">
            Download this list as an Excel workbook, change its cells, and bring it back here. You see every difference
            before anything is written; what was changed here meanwhile is told apart. Rows may be sorted and left out;
            new ones are not added.
          </Text>
          {found && (
            <Text size="sm" role="alert" c="var(--behind)">
              {found}
            </Text>
          )}
          <Group justify="flex-end">
            {busy && <Loader size={16} />}
            <FileButton accept=".xlsx,.xlsm" onChange={(file) => void read(file)}>
              {(button) => <Button {...button}>Choose the workbook</Button>}
            </FileButton>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

function Preview<Row>(props: { back: Return<Row>; ignored: boolean; view: GridView<Row>; onClose: () => void }) {
  const { back, ignored, view, onClose } = props
  const { number } = useFormat()
  const [taken, setTaken] = useState<ReadonlySet<Difference<Row>>>(new Set())
  const { changes, conflicts, refused, keyless, unknown } = back
  const cells = (count: number) => `${number(count)} ${count === 1 ? 'cell' : 'cells'}`
  const chosen = [...changes, ...conflicts.filter((each) => taken.has(each))]
  const take = () => {
    view.edits.apply(chosen.map(({ change }) => change))
    toast(`${cells(chosen.length)} changed from the workbook.`)
    onClose()
  }
  const toggle = (one: Difference<Row>) =>
    setTaken((before) => new Set(before.has(one) ? [...before].filter((each) => each !== one) : [...before, one]))
  return (
    <Stack gap="md">
      {changes.length === 0 && conflicts.length === 0 && refused.length === 0 && (
        <Text size="sm">Nothing was changed in this workbook.</Text>
      )}
      {changes.length > 0 && <Differences caption={`${cells(changes.length)} changed`} some={changes} />}
      {conflicts.length > 0 && (
        <Differences
          caption={`${cells(conflicts.length)} changed here too since the workbook left; they stay unless you take the workbook's`}
          some={conflicts}
          chosen={taken}
          onToggle={toggle}
        />
      )}
      {refused.length > 0 && (
        <Differences
          caption={`${cells(refused.length)} cannot be taken`}
          some={refused.map((each) => ({ ...each, here: each.says }))}
        />
      )}
      <LeftOut {...{ keyless, unknown, ignored }} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={take} disabled={chosen.length === 0} data-autofocus>
          {chosen.length === 0 ? 'Nothing to change' : `Change ${cells(chosen.length)}`}
        </Button>
      </Group>
    </Stack>
  )
}

function LeftOut({ keyless, unknown, ignored }: { keyless: number; unknown: number; ignored: boolean }) {
  const { number } = useFormat()
  const rows = (count: number) => `${number(count)} ${count === 1 ? 'row' : 'rows'}`
  const says = [
    keyless > 0 && `${rows(keyless)} without a key are left out: new rows come by Import or by hand.`,
    unknown > 0 && `${rows(unknown)} are not in this list now (filtered out, moved or deleted) and are left out.`,
    ignored && 'Macros and links to other workbooks in the file are ignored.',
  ].filter(Boolean)
  if (says.length === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {says.join(' ')}
    </Text>
  )
}

type Line<Row> = Pick<Difference<Row>, 'row' | 'column' | 'here' | 'file'>

function Differences<Row, Each extends Line<Row>>(props: {
  caption: string
  some: Each[]
  chosen?: ReadonlySet<Each>
  onToggle?: (one: Each) => void
}) {
  const { caption, some, chosen, onToggle } = props
  const { number } = useFormat()
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {caption}
      </Text>
      <Table.ScrollContainer minWidth={420} maxHeight={260}>
        <Table aria-label={caption}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Row</Table.Th>
              <Table.Th>Column</Table.Th>
              <Table.Th>Here</Table.Th>
              <Table.Th>Workbook</Table.Th>
              {onToggle && <Table.Th>Take</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {some.slice(0, most).map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is shown
              <Table.Tr key={at}>
                <Table.Td>{each.row}</Table.Td>
                <Table.Td>{each.column}</Table.Td>
                <Table.Td>{each.here}</Table.Td>
                <Table.Td>{each.file}</Table.Td>
                {onToggle && (
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={`Take ${each.file} for ${each.row}, ${each.column}`}
                      checked={chosen?.has(each) ?? false}
                      onChange={() => onToggle(each)}
                    />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {some.length > most && (
        <Text size="sm" c="dimmed" mt={4}>
          and {number(some.length - most)} more
        </Text>
      )}
    </div>
  )
}

/** The sheets of a workbook, and whether it brings what is never run. */
async function sheetsOf(file: File): Promise<{ sheets: Sheet[]; ignored: boolean }> {
  const { readXlsx } = await loadCode(() => import('hucre/xlsx'))
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { sheets } = await readXlsx(bytes)
  const names = new TextDecoder('latin1').decode(bytes)
  const ignored = names.includes('xl/vbaProject.bin') || names.includes('xl/externalLinks/')
  return { sheets: sheets.map(({ name, rows }) => ({ name, rows: rows as Sheet['rows'] })), ignored }
}
