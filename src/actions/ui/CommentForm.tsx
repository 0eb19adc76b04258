import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, useRef } from 'react'
import type { About } from '#platform/subjects/subject.ts'
import type { Comment } from '../schema.ts'
import classes from './actions.module.css'
import { Suggestions } from './Suggestions.tsx'
import { useCommentText } from './use-comment-text.ts'

/** A place to write a comment; `@` and the first letters of a name offer those who may see the thing. */
export function CommentForm(props: {
  about: About
  label: string
  submit: string
  saving: boolean
  initial?: Comment
  onSave: (text: string) => Promise<unknown>
  onCancel?: () => void
}) {
  const box = useRef<HTMLTextAreaElement>(null)
  const { typed, setTyped, setCaret, asked, choose, text } = useCommentText(props.initial, box)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (text === '') return
    // What was refused stays in the box; the reason is told in a toast.
    void props.onSave(text).then(
      () => setTyped(''),
      () => box.current?.focus(),
    )
  }

  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        ref={box}
        aria-label={props.label}
        placeholder="Write a comment; @ mentions somebody"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      {asked !== null && <Suggestions about={props.about} asked={asked} box={box} onChoose={choose} />}
      <Buttons submit={props.submit} onCancel={props.onCancel} saving={props.saving} empty={text === ''} />
    </form>
  )
}

function Buttons(props: { submit: string; onCancel: (() => void) | undefined; saving: boolean; empty: boolean }) {
  return (
    <Group gap="xs" justify="flex-end">
      {props.onCancel && (
        <Button variant="default" size="xs" onClick={props.onCancel}>
          Cancel
        </Button>
      )}
      <Button type="submit" size="xs" loading={props.saving} disabled={props.empty}>
        {props.submit}
      </Button>
    </Group>
  )
}
