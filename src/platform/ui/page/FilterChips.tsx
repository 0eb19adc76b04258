import { Button, Checkbox, CloseButton, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useUrlParams } from '../url-state.ts'
import classes from './states.module.css'

export type Filter = {
  /** The name in the address; several chosen values are kept as `a,b`. */
  param: string
  label: string
  options: { value: string; label: string; count?: number }[]
  /** At most one value can be chosen. */
  single?: boolean
}

type FilterChipsProps = {
  filters: Filter[]
  /** Further chips, and the names in the address that they keep. */
  more?: { chips: ReactNode; params: string[] }
}

/** Filters as chips: each opens its choices, shows what is chosen, and lives in the address. */
export function FilterChips({ filters, more }: FilterChipsProps) {
  const [search, change] = useUrlParams()
  const params = [...filters.map((filter) => filter.param), ...(more?.params ?? [])]
  return (
    <div className={classes.chips}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.param}
          filter={filter}
          chosen={(search[filter.param] ?? '').split(',').filter(Boolean)}
          choose={(values) => change({ [filter.param]: values.join(',') || null })}
        />
      ))}
      {more?.chips}
      {params.some((param) => search[param]) && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => change(Object.fromEntries(params.map((param) => [param, null])))}
        >
          Clear all
        </Button>
      )}
    </div>
  )
}

function FilterChip(props: { filter: Filter; chosen: string[]; choose: (values: string[]) => void }) {
  const { filter, chosen, choose } = props
  const names = filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const isOn = chosen.length > 0
  return (
    <Popover position="bottom-start" shadow="md" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isOn ? 'light' : 'default'}
          size="xs"
          radius="xl"
          fw={isOn ? 550 : 400}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {isOn
            ? `${filter.label}: ${names.slice(0, 2).join(', ')}${names.length > 2 ? ` +${names.length - 2}` : ''}`
            : filter.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Group justify="space-between" mb="xs">
          <Text size="sm" fw={600}>
            {filter.label}
          </Text>
          {isOn && <CloseButton size="sm" aria-label={`Clear ${filter.label}`} onClick={() => choose([])} />}
        </Group>
        <ScrollArea.Autosize mah={300}>
          <Stack gap={8}>
            {filter.options.map((option) => (
              <Checkbox
                key={option.value}
                size="xs"
                checked={chosen.includes(option.value)}
                onChange={() => choose(filter.single ? only(chosen, option.value) : toggled(chosen, option.value))}
                label={option.count === undefined ? option.label : `${option.label} (${option.count})`}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

function only(values: string[], value: string): string[] {
  return values.includes(value) ? [] : [value]
}

function toggled(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}
