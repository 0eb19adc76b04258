import { Select } from '@mantine/core'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { pipelineContract } from '../../contract.ts'
import { dimensions, isSegment, type SegmentName } from '../../view/dimension-names.ts'

/** What deals are told apart by, as the address says it; null where it says nothing. */
export function useSegment(): SegmentName | null {
  const [found] = useUrlParam('by')
  return found && isSegment(found) ? found : null
}

/** Chooses what deals are told apart by: anything they have by themselves, and the fields that files have brought. */
export function SegmentPicker({ usual }: { usual: SegmentName | null }) {
  const [, setFound] = useUrlParam('by')
  const by = useSegment() ?? usual
  const known = useCall(pipelineContract.definitions).data?.segments
  const segments = known ?? Object.entries(dimensions).map(([segment, name]) => ({ segment, name }))
  return (
    <Select
      size="xs"
      mb="sm"
      maw={360}
      aria-label="By segment"
      placeholder="Choose a segment"
      searchable
      clearable={usual === null}
      allowDeselect={false}
      value={by}
      onChange={(value) => setFound(value === usual ? null : value)}
      data={segments.map(({ segment, name }) => ({ value: segment, label: name }))}
    />
  )
}
