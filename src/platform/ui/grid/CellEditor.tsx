import { Autocomplete } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { readingOf } from '../form/reading.ts'
import { useFormat } from '../use-format.tsx'
import { askedOf, type CellEdit, readCell } from './edit.ts'
import classes from './grid.module.css'
import type { Editing } from './use-editor.ts'
import type { Then } from './use-entry.ts'

/** The input inside a cell: what is typed is shown back beneath it as it is understood, or what is wrong with it. */
export function CellEditor<Row>({ editing }: { editing: Editing<Row> }) {
  const { of, row, text, isTyped, commit, cancel } = editing
  const { regional, day } = useFormat()
  const [typed, setTyped] = useState(text)
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const hintId = useId()
  const { edit } = of
  useBeginning(input, isTyped)
  const hint =
    problem ?? (typed === text && !isTyped ? null : hintOf(typed, edit, { row, locale: regional.locale, day }))
  /** Once it is written or left, losing the focus writes nothing more. */
  const isOver = useRef(false)
  function write(value: string, then: Then): void {
    if (isOver.current) return
    isOver.current = true
    const wrong = commit(value, then)
    isOver.current = wrong === null
    setProblem(wrong)
  }
  function leave(): void {
    isOver.current = true
    cancel()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const then = thenOf(event, { isTyped, isChoice: edit.kind === 'choice' })
    if (event.key !== 'Escape' && !then) return
    event.preventDefault()
    event.stopPropagation()
    if (then) write(typed, then)
    else leave()
  }

  const shared = {
    ref: input,
    value: typed,
    'aria-label': `${of.header}, edit`,
    'aria-invalid': problem !== null,
    'aria-describedby': hint ? hintId : undefined,
    onKeyDown,
    onBlur: () => {
      if (!isOver.current && commit(typed, 'stay') !== null) leave()
    },
  }
  return (
    <div className={classes.editor} data-editor>
      {edit.kind === 'choice' ? (
        <ChoiceInput
          {...shared}
          host={editing.host}
          options={edit.choices?.(row) ?? []}
          onText={setTyped}
          write={write}
        />
      ) : (
        <input
          {...shared}
          className={classes.editorInput}
          inputMode={askedOf(edit, row) ? 'decimal' : undefined}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setProblem(null)
          }}
        />
      )}
      {hint && (
        <div id={hintId} className={classes.hint} data-problem={problem !== null || undefined} aria-live="polite">
          {hint}
        </div>
      )}
    </div>
  )
}

/** The caret stands at the end of what was typed; an old value is selected, so that typing replaces it. */
function useBeginning(input: RefObject<HTMLInputElement | null>, isTyped: boolean): void {
  useEffect(() => {
    const element = input.current
    if (!element) return
    element.focus({ preventScroll: true })
    if (isTyped) element.setSelectionRange(element.value.length, element.value.length)
    else element.select()
  }, [input, isTyped])
}

function ChoiceInput(props: {
  ref: RefObject<HTMLInputElement | null>
  value: string
  options: { value: string; label: string }[]
  onText: (text: string) => void
  write: (text: string, then: Then) => void
  onKeyDown: (event: KeyboardEvent) => void
  onBlur: () => void
  host: HTMLElement | null
}) {
  const { options, onText, write, onKeyDown, host, ...input } = props
  const labels = useMemo(() => [...new Set(options.map(({ label }) => label))], [options])
  const chosen = useRef(false)
  const isWhole = labels.includes(props.value)
  return (
    <Autocomplete
      {...input}
      data={labels}
      {...(isWhole && { filter: ({ options: all }) => all })}
      onChange={onText}
      onOptionSubmit={(label) => {
        chosen.current = true
        write(label, 'down')
      }}
      onKeyDown={(event) => {
        chosen.current = false
        onKeyDown(event)
      }}
      onKeyUp={(event) => {
        if (event.key === 'Enter' && !chosen.current) write(props.value, 'down')
      }}
      defaultDropdownOpened
      selectFirstOptionOnChange
      maxDropdownHeight={260}
      comboboxProps={{
        withinPortal: true,
        position: 'bottom-start',
        width: 'max-content',
        shadow: 'md',
        ...(host && { portalProps: { target: host } }),
      }}
      classNames={{ input: classes.editorInput }}
      variant="unstyled"
    />
  )
}

function thenOf(event: KeyboardEvent, { isTyped, isChoice }: { isTyped: boolean; isChoice: boolean }): Then | null {
  const { key, shiftKey } = event
  if (key === 'Tab') return shiftKey ? 'left' : 'right'
  if (key === 'Enter' && (event.ctrlKey || event.metaKey)) return 'range'
  if (key === 'Enter') return isChoice ? null : shiftKey ? 'up' : 'down'
  if (!isTyped || isChoice || shiftKey || event.ctrlKey) return null
  return ({ ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const)[key] ?? null
}

function hintOf<Row>(
  typed: string,
  edit: CellEdit<Row>,
  { row, locale, day }: { row: Row; locale: string; day: (day: string) => string },
): string | null {
  const asked = askedOf(edit, row)
  if (asked) return readingOf(typed, { ...asked, locale })
  if (edit.kind !== 'day') return null
  const read = readCell(typed, edit, { row, locale })
  return read.kind === 'value' && read.value !== null ? `→ ${day(String(read.value))}` : null
}
