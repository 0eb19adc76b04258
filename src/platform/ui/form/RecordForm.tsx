import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { readTyped } from '#platform/numbers/typed.ts'
import { formatDecimal } from '../format.ts'
import { useFormat } from '../use-format.tsx'
import { type Field, FieldInput, numberOf } from './FieldInput.tsx'
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
  const { locale } = useFormat().regional
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
    return [name, kind === 'decimal' && value !== '' ? formatDecimal(value, given) : value]
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
  for (const field of given.fields) {
    const { name, label, required } = field
    const text = given.texts[name].trim()
    values[name] = text === '' ? null : text
    if (text === '' && required) wrong[name] = `${label} is needed.`
    if (text === '' || field.kind !== 'decimal') continue
    const typed = readTyped(text, { ...numberOf(field), locale: given.locale })
    values[name] = typed.kind === 'read' ? typed.value : null
    if (typed.kind === 'refused') wrong[name] = typed.says
  }
  return { values, wrong }
}
