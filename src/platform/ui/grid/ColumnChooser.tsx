import { ActionIcon, Checkbox, Popover, ScrollArea, Stack, Text, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { Column } from './column.ts'

/** Chooses which columns show; the grid remembers the choice on this device. */
export function ColumnChooser<Row>(props: {
  columns: Column<Row>[]
  visible: Record<string, boolean>
  choose: (visible: Record<string, boolean>) => void
}) {
  const { columns, visible, choose } = props
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Columns">
          <ActionIcon variant="subtle" color="gray" aria-label="Choose columns">
            <IconColumns3 size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb="xs">
          Columns
        </Text>
        <ScrollArea.Autosize mah={340}>
          <Stack gap={8} pr="md">
            {columns.map((column, at) => (
              <Checkbox
                key={column.id}
                size="xs"
                label={column.header}
                disabled={at === 0}
                checked={visible[column.id] !== false}
                onChange={(event) => choose({ ...visible, [column.id]: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
