import { Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Asked } from '#platform/numbers/typed.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'

type RangeChipProps = {
  label: string
  /** The names in the address. */
  from: string
  to: string
  type: 'date' | Omit<Asked, 'locale'>
  /** The stored text of an input's text, and back; for amounts, whose address holds minor units. */
  read?: (typed: string) => string | { problem: string }
  write?: (stored: string) => string
  shown: (stored: string) => string
}

/** A filter by a range, as a chip: from, to, or both; kept in the address. */
export function RangeChip(props: RangeChipProps) {
  const [search, change] = useUrlParams()
  const [open, setOpen] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const [from, to] = [search[props.from], search[props.to]]
  const isOn = Boolean(from ?? to)
  const write = props.write ?? ((stored: string) => stored)
  const read = props.read ?? ((typed: string) => typed)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [since, until] = (['from', 'to'] as const).map((name) => read(String(form.get(name) ?? '')))
    setProblems({ from: problemOf(since), to: problemOf(until) })
    if (typeof since !== 'string' || typeof until !== 'string') return
    change({ [props.from]: since || null, [props.to]: until || null })
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isOn ? 'light' : 'default'}
          size="xs"
          radius="xl"
          fw={isOn ? 550 : 400}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {isOn ? `${props.label}: ${words({ from, to, shown: props.shown })}` : props.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Group justify="space-between">
              <Text size="sm" fw={600}>
                {props.label}
              </Text>
              {isOn && (
                <CloseButton
                  size="sm"
                  aria-label={`Clear ${props.label}`}
                  onClick={() => change({ [props.from]: null, [props.to]: null })}
                />
              )}
            </Group>
            <Bound name="from" label="From" type={props.type} initial={from ? write(from) : ''} error={problems.from} />
            <Bound name="to" label="To" type={props.type} initial={to ? write(to) : ''} error={problems.to} />
            <Button type="submit" size="compact-md">
              Apply
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

type Problems = { from?: string | undefined; to?: string | undefined }

function problemOf(read: string | { problem: string } | undefined): string | undefined {
  return typeof read === 'object' ? read.problem : undefined
}

function Bound(props: {
  name: string
  label: string
  type: RangeChipProps['type']
  initial: string
  error: string | undefined
}) {
  const { type, initial, ...input } = props
  return type === 'date' ? (
    <TextInput {...input} type="date" defaultValue={initial} />
  ) : (
    <NumberInput {...input} asked={type} initial={initial} />
  )
}

function words(range: { from: string | undefined; to: string | undefined; shown: (stored: string) => string }): string {
  const { from, to, shown } = range
  if (from && to) return `${shown(from)} – ${shown(to)}`
  return from ? `from ${shown(from)}` : `to ${shown(to ?? '')}`
}
