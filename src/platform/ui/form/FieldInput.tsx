import { Select, TextInput } from '@mantine/core'
import type { Asked } from '#platform/numbers/typed.ts'
import { NumberInput } from './NumberInput.tsx'

export type Option = { value: string; label: string }

export type Field<Name extends string = string> = {
  name: Name
  label: string
  kind?: 'text' | 'email' | 'decimal' | 'date' | 'select'
  /** Of a decimal: what it counts; left out, a plain number of zero or more. */
  asked?: Omit<Asked, 'locale'>
  options?: Option[]
  required?: boolean
  description?: string
  placeholder?: string
}

/** The input that fits a field. */
export function FieldInput<Name extends string>(props: {
  field: Field<Name>
  value: string
  error: string | undefined
  readOnly: boolean
  onChange: (text: string) => void
}) {
  const { field, value, error, readOnly } = props
  const shared = {
    label: field.label,
    required: field.required ?? false,
    error,
    ...(field.description && { description: field.description }),
    ...(field.placeholder && !readOnly && { placeholder: field.placeholder }),
  }
  if (field.kind === 'select') {
    return (
      <Select
        {...shared}
        data={field.options ?? []}
        value={value === '' ? null : value}
        onChange={(chosen) => props.onChange(chosen ?? '')}
        searchable={(field.options?.length ?? 0) > 8}
        clearable={!field.required && !readOnly}
        clearButtonProps={{ 'aria-label': `Clear ${field.label.toLowerCase()}` }}
        readOnly={readOnly}
        nothingFoundMessage="Nothing like that"
        comboboxProps={{ withinPortal: true }}
      />
    )
  }
  if (field.kind === 'decimal') {
    return <NumberInput {...shared} asked={numberOf(field)} value={value} onText={props.onChange} readOnly={readOnly} />
  }
  return (
    <TextInput
      {...shared}
      type={field.kind === 'date' ? 'date' : field.kind === 'email' ? 'email' : 'text'}
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      readOnly={readOnly}
    />
  )
}

/** What a field of a number asks for. */
export function numberOf(field: Field): Omit<Asked, 'locale'> {
  return field.asked ?? { as: 'number' }
}
