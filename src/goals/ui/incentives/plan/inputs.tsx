import { Button, Group, Select, TextInput } from '@mantine/core'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import type { Wrong } from './read-draft.ts'

/** How a part of the form tells what is wrong and what was typed. */
export type Part<T> = { value: T; place: string; wrong: Wrong; onChange: (next: T) => void }

/** One typed number of a part of the form. */
export function Figure<T extends object>(props: {
  of: Part<T>
  name: keyof T & string
  label: string
  as: 'percent' | 'money' | 'number'
  currency?: string
  description?: string
}) {
  const { of, name, label, as, currency, description } = props
  return (
    <NumberInput
      label={label}
      asked={{ as, ...(currency && { currency }) }}
      value={String(of.value[name])}
      error={of.wrong[`${of.place}${name}`]}
      {...(as === 'percent' && { rightSection: '%' })}
      {...(description && { description })}
      onText={(text) => of.onChange({ ...of.value, [name]: text })}
    />
  )
}

/** One of several, in a part of the form. */
export function Choice<T extends object>(props: {
  of: Part<T>
  name: keyof T & string
  label: string
  data: string[] | { value: string; label: string }[]
}) {
  const { of, name, label, data } = props
  return (
    <Select
      label={label}
      data={data}
      value={String(of.value[name])}
      error={of.wrong[`${of.place}${name}`]}
      onChange={(chosen) => chosen && of.onChange({ ...of.value, [name]: chosen })}
      allowDeselect={false}
    />
  )
}

/** First day, and the day after the last one. */
export function SpanInputs<T extends { startsOn: string; endsOn: string }>({ of }: { of: Part<T> }) {
  const { value, place, wrong, onChange } = of
  return (
    <Group gap="sm" grow align="start" preventGrowOverflow={false}>
      <TextInput
        type="date"
        label="From"
        value={value.startsOn}
        error={wrong[`${place}startsOn`]}
        onChange={(event) => onChange({ ...value, startsOn: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Until before"
        description="Empty: until further notice"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.endsOn}
        error={wrong[`${place}endsOn`]}
        onChange={(event) => onChange({ ...value, endsOn: event.currentTarget.value })}
      />
    </Group>
  )
}

/** Takes a line of a list away, or adds one. */
export function ListButton({ children, label, onClick }: { children: string; label?: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      w="fit-content"
      {...(label && { 'aria-label': label })}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
