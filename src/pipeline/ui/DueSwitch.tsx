import { Group, SegmentedControl, Text } from '@mantine/core'
import { useUrlParams } from '#platform/ui/url-state.ts'

/** Which deals are meant: those due in the running month, quarter or year, or all that are open. */
export function DueSwitch({ label }: { label: string | null }) {
  const [search, change] = useUrlParams()
  return (
    <Group gap="xs" wrap="nowrap">
      {label && (
        <Text size="sm" c="dimmed">
          due in {label}
        </Text>
      )}
      <SegmentedControl
        size="xs"
        aria-label="Expected close"
        value={search.due ?? 'quarter'}
        onChange={(value) => change({ due: value === 'quarter' ? null : value, on: null })}
        data={[
          { value: 'month', label: 'Month' },
          { value: 'quarter', label: 'Quarter' },
          { value: 'year', label: 'Year' },
          { value: 'all', label: 'All open' },
        ]}
      />
    </Group>
  )
}
