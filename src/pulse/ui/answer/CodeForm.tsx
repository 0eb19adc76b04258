import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { basePath } from '#platform/ui/base-path.ts'
import { CallError } from '#platform/ui/call.ts'
import classes from './answer.module.css'
import type { Words } from './words.ts'

/** For people without a login: the printed code. Says also what went wrong. */
export function CodeForm(props: { text: Words; error: Error; onCode: (code: string) => void; retry: () => void }) {
  const { text, error } = props
  const wayOut = error instanceof CallError ? error.problem.wayOut : undefined
  const isSignedOut = error instanceof CallError && error.status === 401
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    props.onCode(String(new FormData(event.currentTarget).get('code')).trim())
  }
  return (
    <form onSubmit={submit} className={classes.code}>
      <p role="alert">{isSignedOut ? text.needCode : `${error.message} ${wayOut ?? ''}`}</p>
      <TextInput name="code" label={text.code} autoComplete="off" autoCapitalize="characters" required size="md" />
      <Button type="submit" size="md">
        {text.go}
      </Button>
      {isSignedOut ? (
        <a href={`${basePath()}/`}>Drumbeat</a>
      ) : (
        <Button variant="default" onClick={props.retry}>
          {text.again}
        </Button>
      )}
    </form>
  )
}
