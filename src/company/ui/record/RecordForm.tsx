import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useFormat } from '#platform/ui/use-format.tsx'
import { readDecimal, writeDecimal } from './decimal-text.ts'
import { type Field, FieldInput } from './FieldInput.tsx'
import { Refused } from './Refused.tsx'

export type Values<Name extends string> = Record<Name, string | null>

/** A plain form over one record: fields in a column, what is wrong beside the field, the refusal of the server above the button. */
export function RecordForm<Name extends string>(props: {
  fields: Field<Name>[]
  initial: Values<Name>
  onSave: (values: Values<Name>) => void
  saving: boolean
  error: unknown
  submit: string
  danger?: boolean
  readOnly?: boolean
  onCancel?: () => void
  /** Stands above the fields. */
  intro?: ReactNode
}) {
  const { fields, readOnly = false } = props
  const { locale } = useFormat().manner
  const [texts, setTexts] = useState(() => shownTexts({ fields, initial: props.initial, locale }))
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({})

  function save(event: FormEvent): void {
    event.preventDefault()
    const read = readTexts({ fields, texts, locale })
    setWrong(read.wrong)
    if (Object.keys(read.wrong).length === 0) props.onSave(read.values)
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md">
        {props.intro}
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={texts[field.name]}
            error={wrong[field.name]}
            readOnly={readOnly}
            onChange={(text) => setTexts((before) => ({ ...before, [field.name]: text }))}
          />
        ))}
        <Refused error={props.error} />
        {!readOnly && (
          <Group justify="flex-end" gap="xs">
            {props.onCancel && (
              <Button variant="default" onClick={props.onCancel}>
                Cancel
              </Button>
            )}
            <Button type="submit" loading={props.saving} {...(props.danger && { color: 'vermilion' })}>
              {props.submit}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function shownTexts<Name extends string>(given: {
  fields: Field<Name>[]
  initial: Values<Name>
  locale: string
}): Record<Name, string> {
  const entries = given.fields.map(({ name, kind }) => {
    const value = given.initial[name] ?? ''
    return [name, kind === 'decimal' ? writeDecimal(value, given.locale) : value]
  })
  return Object.fromEntries(entries)
}

function readTexts<Name extends string>(given: {
  fields: Field<Name>[]
  texts: Record<Name, string>
  locale: string
}): { values: Values<Name>; wrong: Partial<Record<Name, string>> } {
  const values = {} as Values<Name>
  const wrong: Partial<Record<Name, string>> = {}
  for (const { name, kind, label, required } of given.fields) {
    const text = given.texts[name].trim()
    if (text === '') {
      values[name] = null
      if (required) wrong[name] = `${label} is needed.`
      continue
    }
    const value = kind === 'decimal' ? readDecimal(text, given.locale) : text
    values[name] = value
    if (value === null) wrong[name] = `“${text}” is no number. Write it like ${writeDecimal('1234.50', given.locale)}.`
  }
  return { values, wrong }
}
