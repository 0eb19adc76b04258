import { Group, SegmentedControl, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWindow, windows } from './use-window.ts'

/** Which days before the one looked at are taken; said beside what comes of them. */
export function WindowSwitch({ children }: { children?: ReactNode }) {
  const { span, setSpan } = useWindow()
  return (
    <Group gap="xs" mb="sm">
      <Text size="sm">From the last</Text>
      <SegmentedControl size="xs" aria-label="Window" value={span} onChange={setSpan} data={windows} />
      {children}
    </Group>
  )
}
