import { ActionIcon, Checkbox, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconPin, IconPinFilled } from '@tabler/icons-react'
import type { Column } from './column.ts'
import { arranged, type Layout, reordered } from './layout.ts'

/** Arranges the columns: which show, in what order, and which stay at the left; the grid remembers it on this device. */
export function ColumnChooser<Row>(props: {
  columns: Column<Row>[]
  layout: Layout
  setLayout: (layout: Layout) => void
}) {
  const { columns, layout, setLayout } = props
  const shown = arranged(columns, layout)
  const rest = columns.filter((column) => !shown.includes(column))
  const show = (id: string, isOn: boolean) => setLayout({ ...layout, visible: { ...layout.visible, [id]: isOn } })
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Choose columns" title="Columns">
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb="xs">
          Columns
        </Text>
        <ScrollArea.Autosize mah={360}>
          <Stack gap={4} pr="md">
            {shown.map((column, at) => (
              <Group key={column.id} gap={2} wrap="nowrap" justify="space-between">
                <Checkbox
                  size="xs"
                  label={nameOf(column, layout)}
                  disabled={shown.length === 1}
                  checked
                  onChange={() => show(column.id, false)}
                />
                <Arrange {...props} column={column} at={at} count={shown.length} />
              </Group>
            ))}
            {rest.map((column) => (
              <Checkbox
                key={column.id}
                size="xs"
                py={4}
                label={column.header}
                checked={false}
                onChange={() => show(column.id, true)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

/** One that is not chosen but shows where there is room says so. */
function nameOf<Row>({ id, header, ifRoom }: Column<Row>, { visible }: Layout): string {
  return ifRoom && visible?.[id] === undefined ? `${header}, if there is room` : header
}

function Arrange<Row>(props: {
  columns: Column<Row>[]
  layout: Layout
  setLayout: (layout: Layout) => void
  column: Column<Row>
  at: number
  count: number
}) {
  const { columns, layout, setLayout, column, at, count } = props
  const frozen = layout.frozen ?? 1
  const isFrozen = at < frozen
  const move = (to: number) => setLayout(reordered(columns, layout, { id: column.id, to }))
  const button = { variant: 'subtle', color: 'gray', size: 'sm' } as const
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon {...button} aria-label={`Move ${column.header} up`} disabled={at === 0} onClick={() => move(at - 1)}>
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={`Move ${column.header} down`}
        disabled={at === count - 1}
        onClick={() => move(at + 1)}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={isFrozen ? `Let ${column.header} scroll` : `Keep columns up to ${column.header} in view`}
        onClick={() => setLayout({ ...layout, frozen: isFrozen ? at : at + 1 })}
      >
        {isFrozen ? <IconPinFilled size={14} /> : <IconPin size={14} />}
      </ActionIcon>
    </Group>
  )
}
