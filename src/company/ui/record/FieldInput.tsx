import { Select, TextInput } from '@mantine/core'

export type Option = { value: string; label: string }

export type Field<Name extends string = string> = {
  name: Name
  label: string
  kind?: 'text' | 'email' | 'decimal' | 'date' | 'select'
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
  return (
    <TextInput
      {...shared}
      type={field.kind === 'date' ? 'date' : field.kind === 'email' ? 'email' : 'text'}
      inputMode={field.kind === 'decimal' ? 'decimal' : undefined}
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      readOnly={readOnly}
    />
  )
}
