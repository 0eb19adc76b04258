import { Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useUrlParams } from '../url-state.ts'

/** The day looked at and with whose knowledge, as the address holds them; hand it to every question of the screen. */
export function useAsOf(): { asOf?: string; known?: 'then' } {
  const [search] = useUrlParams()
  return {
    ...(search.asOf && { asOf: search.asOf }),
    ...(search.asOf && search.known === 'then' && { known: 'then' as const }),
  }
}

/** One day for the whole screen, in the address: as things were at its end, as we know now or as was known then. */
export function AsOfPicker({ today }: { today?: string | undefined }) {
  const [search, change] = useUrlParams()
  const { asOf, known } = search
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        size="xs"
        aria-label="As of"
        title="Shows how things stood at the end of this day"
        max={today}
        value={asOf ?? today ?? ''}
        onChange={(event) =>
          change({ asOf: event.currentTarget.value === today ? null : event.currentTarget.value || null })
        }
      />
      {asOf && (
        <>
          <SegmentedControl
            size="xs"
            aria-label="Known"
            value={known === 'then' ? 'then' : 'now'}
            onChange={(value) => change({ known: value === 'then' ? 'then' : null })}
            data={[
              { value: 'now', label: 'Known now' },
              { value: 'then', label: 'Known then' },
            ]}
          />
          <Button variant="subtle" size="compact-xs" onClick={() => change({ asOf: null, known: null })}>
            Today
          </Button>
        </>
      )}
    </Group>
  )
}
