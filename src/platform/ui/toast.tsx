import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CallError } from './call.ts'

/** Says what was done, with the way back: `toast('Deal moved to Won', { undo: () => move.mutate(before) })`. */
export function toast(message: string, options: { undo?: () => void } = {}): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm">{message}</Text>
        {options.undo && (
          <Button size="compact-sm" variant="subtle" flex="none" onClick={() => takeBack(id, options.undo)}>
            Undo
          </Button>
        )}
      </Group>
    ),
    autoClose: options.undo ? 10_000 : 4_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}

/** Says what went wrong, to which value, and what to do now. */
export function toastError(error: unknown): void {
  const problem = error instanceof CallError ? error.problem : { message: String(error), wayOut: undefined }
  notifications.show({
    title: problem.message,
    message: problem.wayOut ?? '',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    color: 'vermilion',
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}

function takeBack(id: string, undo: (() => void) | undefined): void {
  notifications.hide(id)
  undo?.()
}
