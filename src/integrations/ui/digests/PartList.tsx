import { ActionIcon, Group, Input, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import type { Part } from '../../digests/schema.ts'
import { partKey, withPart } from './given-of.ts'

/** The views of a digest in their order, with their headings; more are added from all that one may see. */
export function PartList({ parts, onChange }: { parts: Part[]; onChange: (parts: Part[]) => void }) {
  const views = useCall(integrationsContract.digestViews).data?.views ?? []
  const put = (at: number, part: Part) => onChange(parts.map((each, place) => (place === at ? part : each)))
  const move = (at: number, by: 1 | -1) => {
    const moved = [...parts]
    moved.splice(at + by, 0, ...moved.splice(at, 1))
    onChange(moved)
  }
  return (
    <Input.Wrapper
      label="Views"
      description="In this order. On any screen, Send this view puts it here with its filters."
    >
      <Stack gap="xs" mt="xs">
        {parts.map((part, at) => (
          <Group key={partKey(part)} gap={4} wrap="nowrap" align="center">
            <TextInput
              aria-label={`Heading of view ${at + 1}`}
              style={{ flex: 1 }}
              maxLength={120}
              value={part.title}
              onChange={(event) => put(at, { ...part, title: event.currentTarget.value })}
            />
            <Narrowed part={part} />
            <Mover label={`Move ${part.title} up`} disabled={at === 0} onClick={() => move(at, -1)} up />
            <Mover label={`Move ${part.title} down`} disabled={at === parts.length - 1} onClick={() => move(at, 1)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${part.title}`}
              onClick={() => onChange(parts.filter((_, place) => place !== at))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <NativeSelect
          aria-label="Add a view"
          data={[
            { value: '', label: 'Add a view …' },
            ...views.map(({ view, title }) => ({ value: view, label: title })),
          ]}
          value=""
          onChange={(event) => {
            const chosen = views.find(({ view }) => view === event.currentTarget.value)
            if (chosen) onChange(withPart(parts, { view: chosen.view, title: chosen.title, search: {} }))
          }}
        />
      </Stack>
    </Input.Wrapper>
  )
}

/** How many filters narrow a view. */
function Narrowed({ part: { search } }: { part: Part }) {
  const count = Object.keys(search).filter((name) => name !== 'sort').length
  if (count === 0) return null
  return (
    <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
      {count} {count === 1 ? 'filter' : 'filters'}
    </Text>
  )
}

function Mover(props: { label: string; disabled: boolean; onClick: () => void; up?: boolean }) {
  const Arrow = props.up ? IconArrowUp : IconArrowDown
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Arrow size={16} aria-hidden />
    </ActionIcon>
  )
}
