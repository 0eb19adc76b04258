import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { Asked } from '#platform/numbers/typed.ts'
import { useFormat } from '../use-format.tsx'
import { readingOf } from './reading.ts'

/** An input of a number: typed as people type (`$1.5M`, `250.000`), with what is understood shown back beneath it. */
export function NumberInput(
  props: Omit<TextInputProps, 'onChange' | 'value' | 'defaultValue'> & {
    asked: Omit<Asked, 'locale'>
    /** Kept by the form, or left to the input, which then has `initial` and a `name`. */
    value?: string
    initial?: string
    onText?: (text: string) => void
  },
) {
  const { asked, value, initial = '', onText, description, ...input } = props
  const { locale } = useFormat().regional
  const [typed, setTyped] = useState(initial)
  const text = value ?? typed
  const reading = text === initial ? null : readingOf(text, { ...asked, locale })
  return (
    <TextInput
      {...input}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onText?.(event.currentTarget.value)
      }}
      description={<span aria-live="polite">{reading ?? description}</span>}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}
